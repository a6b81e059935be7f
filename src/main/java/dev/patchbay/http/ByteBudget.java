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
    if (used + bytes > bytesMax) {
      return false;
    }
    used += bytes;
    return true;
  }

  /** Gives back bytes that were taken. */
  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
