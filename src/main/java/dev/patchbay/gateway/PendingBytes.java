package dev.patchbay.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** The memory of messages that wait or run, of all event loops. Safe for all threads. */
public final class PendingBytes {

  /** What a message takes beside its text. */
  private static final int BYTES_OF_EACH = 1024;

  private final long max;
  private final AtomicLong held = new AtomicLong();

  public PendingBytes(long max) {
    this.max = max;
  }

  /** Takes memory for a message; false where there is none, and then nothing is taken. */
  boolean take(String message) {
    return take(message.length());
  }

  void give(String message) {
    give(message.length());
  }

  /** Takes memory for a message of a length. */
  boolean take(long length) {
    long bytes = BYTES_OF_EACH + length;
    if (held.addAndGet(bytes) > max) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void give(long length) {
    held.addAndGet(-(BYTES_OF_EACH + length));
  }

  /** The bytes that are taken. */
  public long held() {
    return held.get();
  }
}
