package dev.patchbay.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * The law as it is written, without a bucket: a request passes exactly when no window that ends
 * with it would then hold more than {@code rate * t + burst}. Slow, and exact for whole rates.
 */
public final class WindowLaw {

  private static final long REQUEST = 1_000_000_000;

  private final long rate;
  private final long burst;
  private final List<Long> admitted = new ArrayList<>();

  public WindowLaw(RateLimit limit) {
    this.rate = (long) limit.ratePerSecond();
    this.burst = limit.burst();
  }

  /** Whether one more may pass then. */
  public boolean allows(long micros) {
    for (int i = 0; i < admitted.size(); i++) {
      long inWindow = admitted.size() - i + 1L;
      if (inWindow * 1_000_000 > burst * 1_000_000 + rate * (micros - admitted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * By how much the worst of all windows exceeds {@code rate * t + burst}, in billionths of a
   * request; 0 or less where the law was kept.
   *
   * @param nanos when each request passed, in any order
   */
  public static long excess(RateLimit limit, List<Long> nanos) {
    long rate = (long) limit.ratePerSecond();
    List<Long> inOrder = nanos.stream().sorted().toList();
    long worst = Long.MIN_VALUE;
    long worstBegin = Long.MIN_VALUE;
    for (int i = 0; i < inOrder.size(); i++) {
      long drained = rate * inOrder.get(i);
      worstBegin = Math.max(worstBegin, drained - i * REQUEST);
      worst = Math.max(worst, (i + 1) * REQUEST - drained + worstBegin);
    }
    return worst - limit.burst() * REQUEST;
  }

  /** Tells that one did. */
  public void admit(long micros) {
    admitted.add(micros);
  }
}
