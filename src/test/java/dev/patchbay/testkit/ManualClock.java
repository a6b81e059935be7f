package dev.patchbay.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock in nanoseconds that stands still until a test advances it. */
public final class ManualClock implements LongSupplier {

  /** It overflows at the first advance, as {@link System#nanoTime} may at any time. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  /** Advances the clock. */
  public void advanceMillis(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
