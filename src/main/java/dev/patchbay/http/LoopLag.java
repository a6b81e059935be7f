package dev.patchbay.http;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The lag of one event loop. Written by the loop, read by any thread. */
public final class LoopLag {

  /** Far below the lag that makes the service unready, and a negligible load. */
  static final long PERIOD_MILLIS = 100;

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

  private final LongSupplier nanoClock;
  private volatile long dueNanos;
  private volatile long latenessNanos;

  /**
   * The lag of one event loop.
   *
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  public LoopLag(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.dueNanos = nanoClock.getAsLong();
  }

  /** Measures from now on; to be called on the loop. */
  void watch(Vertx vertx) {
    dueNanos = nanoClock.getAsLong() + PERIOD_NANOS;
    vertx.setPeriodic(PERIOD_MILLIS, timer -> turned());
  }

  private void turned() {
    long nowNanos = nanoClock.getAsLong();
    latenessNanos = Math.max(0, nowNanos - dueNanos);
    dueNanos = nowNanos + PERIOD_NANOS;
  }

  /**
   * By how much the latest turn was late, or the next one is by now, in milliseconds. A loop that
   * was never watched counts from its making.
   */
  public long millis() {
    return TimeUnit.NANOSECONDS.toMillis(Math.max(latenessNanos, nanoClock.getAsLong() - dueNanos));
  }
}
