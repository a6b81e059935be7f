package dev.patchbay.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for the effects of other threads and processes. */
public final class Eventually {

  /** It only ends a test that hangs; a loaded machine never takes that long. */
  private static final long SECONDS_MAX = 60;

  private static final long PAUSE_MILLIS = 5;

  private Eventually() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @param condition the expected state, in words
   * @throws AssertionError if it does not hold within a minute
   */
  public static void eventually(String condition, Callable<Boolean> holds) throws Exception {
    long begunNanos = System.nanoTime();
    while (!holds.call()) {
      if (System.nanoTime() - begunNanos > TimeUnit.SECONDS.toNanos(SECONDS_MAX)) {
        throw new AssertionError("not within " + SECONDS_MAX + " s: " + condition);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
