package dev.patchbay.throttle;

/**
 * A token bucket: in any window of t seconds, {@code ratePerSecond * t + burst} requests at most.
 *
 * <p>Source: the quotas page of AWS API Gateway, which gives a rate and a burst for all management
 * requests of an account in a Region (10 and 40).
 *
 * @param ratePerSecond requests per second in the long run; 0 for no limit at all
 * @param burst requests that an idle account may send at once; at least 1 unless there is no limit
 */
public record RateLimit(double ratePerSecond, int burst) {

  /** A slower rate than one request in a quarter of an hour would block an account. */
  public static final double RATE_PER_SECOND_MIN = 0.001;

  /** One request a microsecond, which is the resolution of the counter's clock. */
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

  /** Returns a limit of the settings: a rate of 0 is no limit, whatever the burst. */
  public static RateLimit of(double ratePerSecond, int burst) {
    return ratePerSecond == 0 ? OFF : new RateLimit(ratePerSecond, burst);
  }

  public boolean isOff() {
    return ratePerSecond == 0;
  }

  /** Returns the share of one of so many replicas while the common counter is unavailable. */
  RateLimit shareOf(int replicas) {
    return isOff() || replicas == 1
        ? this
        : new RateLimit(
            Math.max(RATE_PER_SECOND_MIN, ratePerSecond / replicas),
            (int) Math.ceil((double) burst / replicas));
  }
}
