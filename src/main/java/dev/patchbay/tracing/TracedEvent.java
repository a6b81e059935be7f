package dev.patchbay.tracing;

import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.EventSpan;
import dev.patchbay.gateway.event.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The span of an event, and the spans of the calls of backends below it. */
record TracedEvent(Span span, EventType type, Tracer tracer, TextMapPropagator propagator)
    implements EventSpan {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FAILURES_OF_THE_SERVICE = 500;

  @Override
  public CallSpan calling(String integrationType) {
    Span call =
        Spans.childOf(span, tracer, integrationType).setSpanKind(SpanKind.CLIENT).startSpan();
    return new TracedCall(call, propagator);
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
    end(span, outcome.get().status());
  }

  static void end(Span span, int status) {
    if (status >= FAILURES_OF_THE_SERVICE) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /** The span of one call. */
  private record TracedCall(Span call, TextMapPropagator propagator) implements CallSpan {

    @Override
    public Map<String, String> headers() {
      Map<String, String> headers = new HashMap<>();
      propagator.inject(Context.root().with(call), headers, Map::put);
      return headers;
    }

    @Override
    public void replied(int statusCode) {
      call.setAttribute("http.response.status_code", statusCode);
      end(call, statusCode);
    }

    @Override
    public void failed(Throwable failure) {
      call.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
      call.setAttribute("error.type", failure.getClass().getSimpleName());
      call.end();
    }
  }
}
