package dev.patchbay.gateway.route;

import dev.patchbay.model.Limit;
import dev.patchbay.model.Resource;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests a route of a stage takes: a token bucket that fills at the rate and holds the
 * burst. Either of them 0 takes none.
 */
public record RouteLimit(double ratePerSecond, int burst) {

  private static final double RATE_OF_ACCOUNT = Limit.ROUTE_RATE.value();

  private static final int BURST_OF_ACCOUNT = Limit.ROUTE_BURST.intValue();

  /** The limit of a route of a stage; nothing where its settings have none. */
  static Optional<RouteLimit> of(Resource stage, String routeKey) {
    Map<?, ?> settings = RouteSettings.of(stage, routeKey);
    Object rate = settings.get("throttlingRateLimit");
    Object burst = settings.get("throttlingBurstLimit");
    return rate == null && burst == null
        ? Optional.empty()
        : Optional.of(
            new RouteLimit(
                rate instanceof Number number ? number.doubleValue() : RATE_OF_ACCOUNT,
                burst instanceof Number number ? number.intValue() : BURST_OF_ACCOUNT));
  }
}
