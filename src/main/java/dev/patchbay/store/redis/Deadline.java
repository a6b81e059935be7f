package dev.patchbay.store.redis;

/**
 * The moment by which a call of the store is over, whatever it has to wait for.
 *
 * @param nanos by the clock of {@link System#nanoTime}
 */
record Deadline(long nanos) {

  static Deadline in(long millis) {
    return new Deadline(System.nanoTime() + millis * 1_000_000);
  }

  /** How long one step may take; 0 when the moment has passed. */
  long millisLeft(long stepMillisMax) {
    return Math.max(0, Math.min(stepMillisMax, (nanos - System.nanoTime()) / 1_000_000));
  }
}
