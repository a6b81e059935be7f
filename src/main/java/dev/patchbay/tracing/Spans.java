package dev.patchbay.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current span of an event loop. Vert.x gives each request a context, and continues the request
 * in that context.
 */
final class Spans {

  private static final ContextLocal<Span> SPAN = ContextLocal.registerLocal(Span.class);

  private static final int FAILURES_OF_THE_SERVICE = 500;

  private Spans() {}

  /** Registers the key in every context of a Vert.x that is made afterwards. */
  static void registerKey() {
    // Initializing the class registers the key.
  }

  static void put(io.vertx.core.Context context, Span span) {
    SPAN.put(context, span);
  }

  /** Returns the span of the current request; empty outside of a traced request. */
  static Optional<Span> current() {
    @Nullable ContextInternal context = ContextInternal.current();
    return context == null ? Optional.empty() : Optional.ofNullable(SPAN.get(context));
  }

  /** Ends the span of a request or of a call, by its status of HTTP. */
  static void end(Span span, int status) {
    if (status >= FAILURES_OF_THE_SERVICE) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  static SpanBuilder childOf(Span parent, Tracer tracer, String name) {
    return tracer.spanBuilder(name).setParent(Context.root().with(parent));
  }
}
