package dev.patchbay.store.redis.connection;

import java.util.function.LongSupplier;

/**
 * The moment by which a call of the store is over, whatever it has to wait for. It is that of one
 * request, so that it says nothing about Redis when it passes.
 *
 * @param nanos by the clock
 * @param nanoClock nanoseconds from any origin, such as {@link System#nanoTime}
 */
public record Deadline(long nanos, LongSupplier nanoClock) {

  public static Deadline in(long millis, LongSupplier nanoClock) {
    return new Deadline(nanoClock.getAsLong() + millis * 1_000_000, nanoClock);
  }

  /** How long one step may take; 0 when the moment has passed. */
  public long millisLeft(long stepMillisMax) {
    return Math.max(0, Math.min(stepMillisMax, nanosLeft() / 1_000_000));
  }

  /** Whether a step that takes so long ends before it. */
  public boolean allows(long millis) {
    return nanosLeft() >= millis * 1_000_000;
  }

  private long nanosLeft() {
    return nanos - nanoClock.getAsLong();
  }

  /** The one that passes first; both are of the same clock. */
  public Deadline earlier(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }
}
