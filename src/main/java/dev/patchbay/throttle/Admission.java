package dev.patchbay.throttle;

/**
 * The decision of the throttle on a request.
 *
 * @param admitted whether the request may pass
 * @param limit the limit of the account
 * @param remaining requests that would pass right after this one; without meaning where there is no
 *     limit
 * @param retryAfterMicros microseconds until the next request would pass; 0 when this one is
 *     admitted
 * @param decider the source of the decision
 */
public record Admission(
    boolean admitted, RateLimit limit, long remaining, long retryAfterMicros, Decider decider) {

  /** The source of a decision; its name is a label of a metric. */
  public enum Decider {
    /** There is no limit. */
    OFF,
    /** The counter that all replicas share, also by a leased token. */
    COUNTER,
    /** The cache of refusals of the counter. */
    REFUSAL_MEMORY,
    /** The bucket of this process, while the counter is unavailable. */
    LOCAL_BUCKET
  }

  static final Admission UNLIMITED = new Admission(true, RateLimit.OFF, 0, 0, Decider.OFF);

  /** Admits under a limit that is off. */
  public static Admission unlimited() {
    return UNLIMITED;
  }

  /** Returns the wait in milliseconds, rounded up: never 0 for a refusal. */
  public long retryAfterMillis() {
    return (retryAfterMicros + 999) / 1_000;
  }

  Admission by(Decider other) {
    return new Admission(admitted, limit, remaining, retryAfterMicros, other);
  }
}
