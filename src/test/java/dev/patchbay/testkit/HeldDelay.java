package dev.patchbay.testkit;

import dev.patchbay.server.ServiceTiming;
import java.util.concurrent.CountDownLatch;

/** The delay of a service that ends, for as long as a test wants. */
public final class HeldDelay {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long seconds = -1;

  /** Real time but for this delay. */
  public ServiceTiming timing() {
    return new ServiceTiming(
        ServiceTiming.REAL.nanoClock(), ServiceTiming.REAL.reloadMillis(), this::pass);
  }

  private void pass(long configuredSeconds) throws InterruptedException {
    seconds = configuredSeconds;
    begun.countDown();
    over.await();
  }

  /** Returns when it has begun, and with it the draining in all parts of the service. */
  public void awaitBegin() throws InterruptedException {
    begun.await();
  }

  /** How long it was to be; -1 before it began. */
  public long seconds() {
    return seconds;
  }

  public void end() {
    over.countDown();
  }
}
