package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.RouteLimit;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimit;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the requests of routes in this process, which admits its share of each limit. The buckets
 * of the most recently used routes are kept; a route without a bucket begins with a full one. Safe
 * for all threads.
 */
public final class RouteThrottle {

  private final LocalRateLimiter limiter;

  /**
   * A throttle without requests.
   *
   * @param replicas the processes that share a limit
   */
  public RouteThrottle(LongSupplier nanoClock, int replicas) {
    long originNanos =
        nanoClock.getAsLong(); // The clock may overflow, the difference to its start does not.
    this.limiter = new LocalRateLimiter(() -> nanoClock.getAsLong() - originNanos, replicas);
  }

  /** Whether a route of the stage of a connection takes one more request, which is counted then. */
  public boolean admits(ApiSnapshot snapshot, ClientConnection connection, String routeKey) {
    return admits(snapshot, connection.apiId(), connection.stage(), routeKey);
  }

  /** Whether a route of a stage takes one more request, which is counted then. */
  public boolean admits(ApiSnapshot snapshot, String apiId, String stage, String routeKey) {
    Optional<RouteLimit> limit = snapshot.limit(routeKey);
    if (limit.isEmpty()) {
      return true;
    }
    if (limit.get().ratePerSecond() < RateLimit.RATE_PER_SECOND_MIN || limit.get().burst() < 1) {
      return false;
    }
    RateLimit bounded =
        new RateLimit(
            Math.min(limit.get().ratePerSecond(), RateLimit.RATE_PER_SECOND_MAX),
            limit.get().burst());
    // No name of an API or of a stage has a slash.
    return limiter.decide(apiId + "/" + stage + "/" + routeKey, bounded).admitted();
  }
}
