package dev.patchbay.tracing;

import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;

/** The span of one call of a backend. */
record TracedCall(Span call, TextMapPropagator propagator) implements CallSpan {

  static TracedCall begin(
      Span parent, String integrationType, Tracer tracer, TextMapPropagator propagator) {
    return new TracedCall(
        Spans.childOf(parent, tracer, integrationType).setSpanKind(SpanKind.CLIENT).startSpan(),
        propagator);
  }

  @Override
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    propagator.inject(Context.root().with(call), headers, Map::put);
    return headers;
  }

  @Override
  public void replied(int statusCode) {
    call.setAttribute("http.response.status_code", statusCode);
    Spans.end(call, statusCode);
  }

  @Override
  public void failed(Throwable failure) {
    call.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
    call.setAttribute("error.type", failure.getClass().getSimpleName());
    call.end();
  }
}
