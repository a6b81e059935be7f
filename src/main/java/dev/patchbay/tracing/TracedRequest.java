package dev.patchbay.tracing;

import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.HttpSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Optional;
import java.util.Set;

/**
 * The span of a request to an HTTP API, and the spans of the calls of backends below it.
 *
 * @param method with which its name begins
 */
record TracedRequest(Span span, String method, Tracer tracer, TextMapPropagator propagator)
    implements HttpSpan {

  /** The methods that spans are named after; a client may send any other word. */
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  /** The name of a span as OpenTelemetry has it, without the path, which is unbounded. */
  static String name(String method) {
    return METHODS.contains(method) ? method : "HTTP";
  }

  /** The value of {@code http.request.method}. */
  static String attribute(String method) {
    return METHODS.contains(method) ? method : "_OTHER";
  }

  @Override
  public CallSpan calling(String integrationType) {
    return TracedCall.begin(span, integrationType, tracer, propagator);
  }

  /** A route is known when the request is answered. */
  @Override
  public void end(String routeKey, int status, Optional<String> error) {
    if (!routeKey.isEmpty()) {
      String path = routeKey.substring(routeKey.indexOf(' ') + 1);
      span.updateName(name(method) + " " + path);
      span.setAttribute("patchbay.route_key", routeKey);
    }
    span.setAttribute("http.response.status_code", status);
    error.ifPresent(message -> span.setAttribute("error.type", message));
    Spans.end(span, status);
  }
}
