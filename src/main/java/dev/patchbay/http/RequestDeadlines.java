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
import java.util.function.LongSupplier;

/**
 * Ends requests that are not answered in time, with 408 where the caller sends too slowly. It is
 * registered before every handler that could leave a request without an answer. Belongs to one
 * event loop.
 */
final class RequestDeadlines implements PlatformHandler {

  private static final long SWEEP_PERIOD_MILLIS = 250;

  /** When each began, in that order, by the clock. */
  private final Map<RoutingContext, Long> open = new LinkedHashMap<>();

  private final long requestNanosMax;
  private final LongSupplier nanoClock;

  /**
   * Deadlines of the requests of one event loop.
   *
   * @param requestMillisMax from the end of the head to the end of the answer
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  RequestDeadlines(long requestMillisMax, LongSupplier nanoClock) {
    this.requestNanosMax = TimeUnit.MILLISECONDS.toNanos(requestMillisMax);
    this.nanoClock = nanoClock;
  }

  /** Sweeps periodically from now on. */
  void watch(Vertx vertx) {
    vertx.setPeriodic(SWEEP_PERIOD_MILLIS, timer -> sweep());
  }

  @Override
  public void handle(RoutingContext context) {
    open.put(context, nanoClock.getAsLong());
    context.addEndHandler(ended -> open.remove(context));
    context.next();
  }

  /** The requests that are not answered yet. */
  Set<RoutingContext> open() {
    return open.keySet();
  }

  /** Ends the requests whose time is over now. */
  void sweep() {
    long nowNanos = nanoClock.getAsLong();
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
