package dev.patchbay.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * The law as it is written, without a bucket: a request passes exactly when no window that ends
 * with it would then hold more than {@code rate * t + burst}. Slow, and exact for whole rates.
 */
public final class WindowLaw {

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

  /** Tells that one did. */
  public void admit(long micros) {
    admitted.add(micros);
  }
}
