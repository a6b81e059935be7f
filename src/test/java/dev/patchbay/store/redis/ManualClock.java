package dev.patchbay.store.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(1_000_000_000);

  public void advanceMillis(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
