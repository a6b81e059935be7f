package dev.patchbay.http;

/** Counts bytes that are held in memory at the same time. Belongs to one event loop. */
final class ByteBudget {

  private final long bytesMax;
  private long used;

  ByteBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes that many bytes, or none and returns false where they do not fit. */
  boolean take(long bytes) {
    boolean fits = fits(bytes);
    used += fits ? bytes : 0;
    return fits;
  }

  boolean fits(long bytes) {
    return used + bytes <= bytesMax;
  }

  /** Takes bytes that are held in any case. */
  void force(long bytes) {
    used += bytes;
  }

  /** Gives back bytes that were taken. */
  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
