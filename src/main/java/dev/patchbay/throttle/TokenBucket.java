package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;

/**
 * The rate limit of one account: the generic cell rate algorithm as a leaky bucket (ITU-T I.371).
 * Admitted requests are a debt that drains at the rate and never exceeds the burst.
 *
 * <p>The debt is in millionths of a request: in a microsecond exactly {@code rate} of them drain,
 * so whole rates are exact. The Redis script computes the same. A refusal changes nothing, unless
 * the clock was set back.
 */
final class TokenBucket {

  private static final double REQUEST = 1_000_000;

  private double debt;
  private long lastMicros;

  TokenBucket(long nowMicros) {
    this.lastMicros = nowMicros;
  }

  /**
   * Decides on one request.
   *
   * @param nowMicros on a clock that may be set back: the debt then drains from the new time
   */
  Admission admit(RateLimit limit, long nowMicros, Decider decider) {
    double rate = limit.ratePerSecond();
    double capacity = limit.burst() * REQUEST;
    double drained = Math.max(0, nowMicros - lastMicros) * rate;
    double current = Math.max(0, Math.min(debt, capacity) - drained);
    double excess = current + REQUEST - capacity;
    if (excess > 0) {
      if (nowMicros < lastMicros) {
        settle(current, nowMicros);
      }
      return new Admission(false, limit, 0, (long) Math.ceil(excess / rate), decider);
    }
    settle(current + REQUEST, nowMicros);
    return new Admission(true, limit, (long) ((capacity - debt) / REQUEST), 0, decider);
  }

  private void settle(double newDebt, long nowMicros) {
    debt = newDebt;
    lastMicros = nowMicros;
  }
}
