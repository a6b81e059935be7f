package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;

/**
 * The law for one account: the generic cell rate algorithm in its form as a leaky bucket (ITU-T
 * I.371). What was admitted is a debt that drains at the rate and never exceeds the burst.
 *
 * <p>The debt is in millionths of a request: a microsecond then drains exactly as many of them as
 * the rate has requests per second, so whole rates are exact at any size. The Redis script computes
 * the same from the same numbers; like it, a refusal changes nothing, unless the clock was set
 * back.
 */
final class Bucket {

  private static final double REQUEST = 1_000_000;

  private double debt;
  private long lastMicros;

  Bucket(long nowMicros) {
    this.lastMicros = nowMicros;
  }

  /**
   * Asks for one request.
   *
   * @param nowMicros on a clock whose steps back neither drain the debt nor keep it from draining
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
