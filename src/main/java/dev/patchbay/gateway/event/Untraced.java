package dev.patchbay.gateway.event;

import java.util.Map;
import java.util.Optional;

/** The span of all events and requests while tracing is off. */
final class Untraced
    implements GatewayTracer,
        GatewayTracer.EventSpan,
        GatewayTracer.HttpSpan,
        GatewayTracer.CallSpan,
        GatewayTracer.RequestSpan {

  @Override
  public EventSpan begin(RouteEvent event) {
    return this;
  }

  @Override
  public RequestSpan begin(
      String operation,
      String apiId,
      String stage,
      String connectionId,
      Iterable<Map.Entry<String, String>> headers) {
    return this;
  }

  @Override
  public HttpSpan begin(HttpRequest request, Iterable<Map.Entry<String, String>> headers) {
    return this;
  }

  @Override
  public CallSpan calling(String integrationType) {
    return this;
  }

  @Override
  public void end(Optional<Outcome> outcome) {}

  @Override
  public void end(String routeKey, int status, Optional<String> error) {}

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public void replied(int statusCode) {}

  @Override
  public void failed(Throwable failure) {}

  @Override
  public void end(int status, Optional<String> errorType) {}
}
