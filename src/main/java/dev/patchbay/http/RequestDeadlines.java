package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends what has not been answered in time, with 408 where the caller is the one who is slow. It
 * stands before everything that could forget a request. Belongs to one event loop.
 */
final class RequestDeadlines implements PlatformHandler {

  /**
   * The largest body takes a tenth of that on a slow line, and all the service's own waits together
   * a tenth too; who needs longer holds the connection for its own sake.
   */
  static final long REQUEST_MILLIS_MAX = 10_000;

  private static final long SWEEP_PERIOD_MILLIS = 250;

  /** When each began, in that order, by {@link System#nanoTime}. */
  private final Map<RoutingContext, Long> open = new LinkedHashMap<>();

  private final long requestNanosMax;

  /**
   * Watches the requests of one event loop.
   *
   * @param requestMillisMax from the end of the head to the end of the answer
   */
  RequestDeadlines(Vertx vertx, long requestMillisMax) {
    this.requestNanosMax = TimeUnit.MILLISECONDS.toNanos(requestMillisMax);
    vertx.setPeriodic(
        Math.min(SWEEP_PERIOD_MILLIS, requestMillisMax), timer -> sweep(System.nanoTime()));
  }

  @Override
  public void handle(RoutingContext context) {
    open.put(context, System.nanoTime());
    context.addEndHandler(ended -> open.remove(context));
    context.next();
  }

  /** The requests that are not answered yet. */
  Set<RoutingContext> open() {
    return open.keySet();
  }

  private void sweep(long nowNanos) {
    List<RoutingContext> late = new ArrayList<>();
    for (Map.Entry<RoutingContext, Long> request : open.entrySet()) {
      if (nowNanos - request.getValue() < requestNanosMax) {
        break;
      }
      late.add(request.getKey());
    }
    late.forEach(this::end);
  }

  private void end(RoutingContext context) {
    open.remove(context);
    if (!context.response().headWritten()) {
      context.fail(context.request().isEnded() ? unanswered() : slowCaller());
    }
  }

  private ServiceException slowCaller() {
    return new ServiceException(
        ErrorCode.REQUEST_TIMEOUT,
        "The request was not there within "
            + TimeUnit.NANOSECONDS.toSeconds(requestNanosMax)
            + " seconds");
  }

  private static ServiceException unanswered() {
    return new ServiceException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The request was not served in time. Whether a change was stored is unknown.");
  }
}
