package dev.patchbay.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which span the work of an event loop belongs to. Vert.x gives each request a context of its own,
 * and whatever the request waits for comes back in that context.
 */
final class Spans {

  private static final ContextLocal<Span> SPAN = ContextLocal.registerLocal(Span.class);

  private Spans() {}

  /** Makes room in every context of a Vert.x that is made after this, and in no other. */
  static void makeRoom() {
    // The field above does it, once the class is there.
  }

  static void put(io.vertx.core.Context context, Span span) {
    SPAN.put(context, span);
  }

  /** Empty outside of a traced request. */
  static Optional<Span> current() {
    @Nullable ContextInternal context = ContextInternal.current();
    return context == null ? Optional.empty() : Optional.ofNullable(SPAN.get(context));
  }

  static SpanBuilder childOf(Span parent, Tracer tracer, String name) {
    return tracer.spanBuilder(name).setParent(Context.root().with(parent));
  }
}
