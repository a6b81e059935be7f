package dev.patchbay.store.redis.connection;

import java.util.function.LongSupplier;

/**
 * The deadline of a call of the store. It belongs to one request, so its end says nothing about
 * Redis.
 *
 * @param nanos the time of the clock
 * @param nanoClock nanoseconds from any origin, such as {@link System#nanoTime}
 */
public record Deadline(long nanos, LongSupplier nanoClock) {

  public static Deadline in(long millis, LongSupplier nanoClock) {
    return new Deadline(nanoClock.getAsLong() + millis * 1_000_000, nanoClock);
  }

  /** Returns the time that a step may take; 0 after the deadline. */
  public long millisLeft(long stepMillisMax) {
    return Math.max(0, Math.min(stepMillisMax, nanosLeft() / 1_000_000));
  }

  /** Returns whether a step that takes so long ends before the deadline. */
  public boolean allows(long millis) {
    return nanosLeft() >= millis * 1_000_000;
  }

  private long nanosLeft() {
    return nanos - nanoClock.getAsLong();
  }

  /** Returns the earlier deadline; both are of the same clock. */
  public Deadline earlier(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }
}
