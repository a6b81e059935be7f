package dev.patchbay.tracing;

import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.EventSpan;
import dev.patchbay.gateway.event.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Optional;

/** The span of an event, and the spans of the calls of backends below it. */
record TracedEvent(Span span, EventType type, Tracer tracer, TextMapPropagator propagator)
    implements EventSpan {

  private static final int SWITCHING_PROTOCOLS = 101;

  @Override
  public CallSpan calling(String integrationType) {
    return TracedCall.begin(span, integrationType, tracer, propagator);
  }

  /** A route is known when its event has run. */
  @Override
  public void end(Optional<Outcome> outcome) {
    if (outcome.isEmpty()) {
      span.end();
      return;
    }
    String routeKey = outcome.get().routeKey();
    if (!routeKey.isEmpty()) {
      span.updateName(type.name() + " " + routeKey);
      span.setAttribute("patchbay.route_key", routeKey);
    }
    if (type == EventType.CONNECT) {
      span.setAttribute(
          "http.response.status_code",
          outcome.get().accepts() ? SWITCHING_PROTOCOLS : outcome.get().status());
    }
    outcome
        .get()
        .failure()
        .ifPresent(failure -> span.setAttribute("error.type", failure.message()));
    Spans.end(span, outcome.get().status());
  }
}
