package dev.patchbay.gateway.execution;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of messages that arrive, wait or run, and of replies, of all event loops. Safe for all
 * threads.
 */
public final class PendingBytes {

  /** The memory of a message beside its text. */
  private static final int BYTES_OF_EACH = 1024;

  private final long max;
  private final AtomicLong held = new AtomicLong();

  public PendingBytes(long max) {
    this.max = max;
  }

  /** Returns the memory of a message. */
  static long of(String message) {
    return (long) BYTES_OF_EACH + message.length();
  }

  /** Takes memory; false where there is none, and then nothing is taken. */
  public boolean take(long bytes) {
    if (held.addAndGet(bytes) > max) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  public void give(long bytes) {
    held.addAndGet(-bytes);
  }

  /** The bytes that are taken. */
  public long held() {
    return held.get();
  }
}
