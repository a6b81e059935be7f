package dev.patchbay.gateway.event;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs whatever another tracer throws, so that what it traces goes on. */
public record GuardedTracer(GatewayTracer tracer) implements GatewayTracer {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedTracer.class);
  private static final Untraced INSTEAD = new Untraced();

  @Override
  public EventSpan begin(RouteEvent event) {
    return new GuardedEvent(get(() -> tracer.begin(event), INSTEAD));
  }

  @Override
  public RequestSpan begin(
      String operation,
      String apiId,
      String stage,
      String connectionId,
      Iterable<Map.Entry<String, String>> headers) {
    RequestSpan span =
        get(() -> tracer.begin(operation, apiId, stage, connectionId, headers), INSTEAD);
    return (status, errorType) -> run(() -> span.end(status, errorType));
  }

  @Override
  public HttpSpan begin(HttpRequest request, Iterable<Map.Entry<String, String>> headers) {
    return new GuardedRequest(get(() -> tracer.begin(request, headers), INSTEAD));
  }

  private static CallSpan calling(CallingSpan span, String integrationType) {
    return new GuardedCall(get(() -> span.calling(integrationType), INSTEAD));
  }

  private static void run(Runnable report) {
    try {
      report.run();
    } catch (Throwable e) {
      LOG.error("The end of a span is lost", e);
    }
  }

  private static <T> T get(Supplier<T> report, T instead) {
    try {
      return report.get();
    } catch (Throwable e) {
      LOG.error("A span is lost", e);
      return instead;
    }
  }

  private record GuardedEvent(EventSpan span) implements EventSpan {

    @Override
    public CallSpan calling(String integrationType) {
      return GuardedTracer.calling(span, integrationType);
    }

    @Override
    public void end(Optional<Outcome> outcome) {
      run(() -> span.end(outcome));
    }
  }

  private record GuardedRequest(HttpSpan span) implements HttpSpan {

    @Override
    public CallSpan calling(String integrationType) {
      return GuardedTracer.calling(span, integrationType);
    }

    @Override
    public void end(String routeKey, int status, Optional<String> error) {
      run(() -> span.end(routeKey, status, error));
    }
  }

  private record GuardedCall(CallSpan span) implements CallSpan {

    @Override
    public Map<String, String> headers() {
      return get(span::headers, Map.of());
    }

    @Override
    public void replied(int statusCode) {
      run(() -> span.replied(statusCode));
    }

    @Override
    public void failed(Throwable failure) {
      run(() -> span.failed(failure));
    }
  }
}
