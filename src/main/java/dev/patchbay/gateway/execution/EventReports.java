package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.EventSpan;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports events to their observer and their tracer. An exception of either is logged, and the
 * event goes on: a connection waits for the end of each event.
 */
final class EventReports {

  private static final Logger LOG = LoggerFactory.getLogger(EventReports.class);

  private final EventObserver observer;
  private final GatewayTracer tracer;

  EventReports(EventObserver observer, GatewayTracer tracer) {
    this.observer = observer;
    this.tracer = tracer;
  }

  /** Begins the span of an event. */
  EventSpan begin(RouteEvent event) {
    return new ReportedEvent(
        get(() -> tracer.begin(event), GatewayTracer.NONE.begin(event)), event);
  }

  /** Reports an event that has run. */
  void ran(RanEvent ran) {
    run(() -> observer.ran(ran));
  }

  private static void run(Runnable report) {
    try {
      report.run();
    } catch (Throwable e) {
      LOG.error("An event is not reported", e);
    }
  }

  private static <T> T get(Supplier<T> report, T instead) {
    try {
      return report.get();
    } catch (Throwable e) {
      LOG.error("An event is not traced", e);
      return instead;
    }
  }

  private record ReportedEvent(EventSpan span, RouteEvent event) implements EventSpan {

    @Override
    public CallSpan calling(String integrationType) {
      CallSpan untraced = GatewayTracer.NONE.begin(event).calling(integrationType);
      return new ReportedCall(get(() -> span.calling(integrationType), untraced));
    }

    @Override
    public void end(Optional<Outcome> outcome) {
      run(() -> span.end(outcome));
    }
  }

  private record ReportedCall(CallSpan span) implements CallSpan {

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
