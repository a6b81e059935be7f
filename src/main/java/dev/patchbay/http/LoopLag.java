package dev.patchbay.http;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** How late one event loop is. Written by the loop, read by any thread. */
public final class LoopLag {

  /** Far below what counts as late, and no load. */
  private static final long PERIOD_MILLIS = 100;

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

  private volatile long dueNanos = System.nanoTime();
  private volatile long latenessNanos;

  /** Measures from now on; to be called on the loop. */
  void watch(Vertx vertx) {
    dueNanos = System.nanoTime() + PERIOD_NANOS;
    vertx.setPeriodic(PERIOD_MILLIS, timer -> turned(System.nanoTime()));
  }

  private void turned(long nowNanos) {
    latenessNanos = Math.max(0, nowNanos - dueNanos);
    dueNanos = nowNanos + PERIOD_NANOS;
  }

  /**
   * By how much the latest turn was late, or the next one is by now, in milliseconds. A loop that
   * was never watched counts from its making.
   */
  public long millis() {
    return TimeUnit.NANOSECONDS.toMillis(Math.max(latenessNanos, System.nanoTime() - dueNanos));
  }
}
