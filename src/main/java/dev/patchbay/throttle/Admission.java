package dev.patchbay.throttle;

/**
 * Whether a request may pass.
 *
 * @param admitted true for may pass
 * @param limit the limit of the account
 * @param remaining whole requests that would pass right after this one; of no meaning without a
 *     limit
 * @param retryAfterMicros microseconds until one request would pass, if no other comes first; 0
 *     when this one is admitted
 * @param decider who said so
 */
public record Admission(
    boolean admitted, RateLimit limit, long remaining, long retryAfterMicros, Decider decider) {

  /** Who decided; the value is fit to be a metric's label. */
  public enum Decider {
    /** There is no limit. */
    OFF,
    /** The counter that all replicas share, be it with a token that was drawn before. */
    COUNTER,
    /** The memory of a refusal that the counter gave, without asking it again. */
    REFUSAL_MEMORY,
    /** The bucket of this process, because the counter does not answer. */
    LOCAL_BUCKET
  }

  static final Admission UNLIMITED = new Admission(true, RateLimit.OFF, 0, 0, Decider.OFF);

  /** For a limit that is off. */
  public static Admission unlimited() {
    return UNLIMITED;
  }

  /** The wait in whole milliseconds, rounded up: never 0 for a refusal, never too early. */
  public long retryAfterMillis() {
    return (retryAfterMicros + 999) / 1_000;
  }

  Admission by(Decider other) {
    return new Admission(admitted, limit, remaining, retryAfterMicros, other);
  }
}
