package dev.patchbay.tracing;

import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Map;

/**
 * Makes spans of the events of connections, of requests to connections and of requests to HTTP
 * APIs. They are passed on and not current, because an event runs in several contexts.
 */
record GatewaySpans(Tracer tracer, TextMapPropagator propagator) implements GatewayTracer {

  @Override
  public EventSpan begin(RouteEvent event) {
    SpanBuilder begun = tracer.spanBuilder(event.type().name());
    if (event.type() == EventType.CONNECT) {
      begun.setParent(parent(RequestParameters.last(event.parameters().headers()).entrySet()));
    } else {
      begun.setNoParent();
    }
    Span span =
        of(
            begun,
            event.connection().apiId(),
            event.connection().stage(),
            event.connection().connectionId());
    span.setAttribute("aws.request_id", event.requestId());
    return new TracedEvent(span, event.type(), tracer, propagator);
  }

  @Override
  public RequestSpan begin(
      String operation,
      String apiId,
      String stage,
      String connectionId,
      Iterable<Map.Entry<String, String>> headers) {
    Span span =
        of(tracer.spanBuilder(operation).setParent(parent(headers)), apiId, stage, connectionId);
    return (status, errorType) -> {
      span.setAttribute("http.response.status_code", status);
      errorType.ifPresent(type -> span.setAttribute("error.type", type));
      Spans.end(span, status);
    };
  }

  @Override
  public HttpSpan begin(HttpRequest request, Iterable<Map.Entry<String, String>> headers) {
    Span span =
        of(
            tracer.spanBuilder(TracedRequest.name(request.method())).setParent(parent(headers)),
            request.apiId(),
            request.stage());
    span.setAttribute("http.request.method", TracedRequest.attribute(request.method()));
    span.setAttribute("aws.request_id", request.requestId());
    return new TracedRequest(span, request.method(), tracer, propagator);
  }

  private Context parent(Iterable<Map.Entry<String, String>> headers) {
    return propagator.extract(Context.root(), headers, HeaderGetter.INSTANCE);
  }

  private static Span of(SpanBuilder begun, String apiId, String stage, String connectionId) {
    return of(begun.setAttribute("patchbay.connection_id", connectionId), apiId, stage);
  }

  private static Span of(SpanBuilder begun, String apiId, String stage) {
    return begun
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("patchbay.api_id", apiId)
        .setAttribute("patchbay.stage", stage)
        .startSpan();
  }
}
