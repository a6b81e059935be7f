package dev.patchbay.throttle;

/**
 * A token bucket: in any window of t seconds, {@code ratePerSecond * t + burst} requests at most.
 *
 * <p>Source: the quotas page of AWS API Gateway, which gives a rate and a burst for all management
 * requests of an account in a Region (10 and 40).
 *
 * @param ratePerSecond requests per second in the long run; 0 for no limit at all
 * @param burst requests that a rested account may send at once; at least 1 unless there is no limit
 */
public record RateLimit(double ratePerSecond, int burst) {

  /** Slower than one request in a quarter of an hour is a block and not a rate. */
  public static final double RATE_PER_SECOND_MIN = 0.001;

  /** One request a microsecond, the finest that the counter's clock can tell apart. */
  public static final double RATE_PER_SECOND_MAX = 1_000_000;

  /** No limit. */
  public static final RateLimit OFF = new RateLimit(0, 0);

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public RateLimit {
    boolean off = ratePerSecond == 0;
    if (!off && !(ratePerSecond >= RATE_PER_SECOND_MIN && ratePerSecond <= RATE_PER_SECOND_MAX)) {
      throw new IllegalArgumentException(
          "the rate must be 0 or between %s and %s requests per second: %s"
              .formatted(RATE_PER_SECOND_MIN, RATE_PER_SECOND_MAX, ratePerSecond));
    }
    if (burst < (off ? 0 : 1)) {
      throw new IllegalArgumentException("the burst must be at least one request: " + burst);
    }
  }

  /** A limit from settings: a rate of 0 is no limit, whatever the burst. */
  public static RateLimit of(double ratePerSecond, int burst) {
    return ratePerSecond == 0 ? OFF : new RateLimit(ratePerSecond, burst);
  }

  public boolean isOff() {
    return ratePerSecond == 0;
  }

  /** What one of so many equal replicas may admit when they cannot count together. */
  RateLimit shareOf(int replicas) {
    return isOff() || replicas == 1
        ? this
        : new RateLimit(
            Math.max(RATE_PER_SECOND_MIN, ratePerSecond / replicas),
            (int) Math.ceil((double) burst / replicas));
  }
}
