package dev.patchbay.gateway.recording;

import dev.patchbay.model.Limit;
import dev.patchbay.model.MessageRecord;
import dev.patchbay.model.MessageRecording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest messages of one connection. Belongs to the event loop of the connection, except where
 * it says otherwise.
 */
final class Recording {

  private static final int MESSAGES_MAX = Limit.RECORDED_MESSAGES.intValue();

  private final long sinceMillis;
  private final Deque<MessageRecord> messages = new ArrayDeque<>();
  private volatile long readNanos;
  private long arrived;

  Recording(long sinceMillis, long readNanos) {
    this.sinceMillis = sinceMillis;
    this.readNanos = readNanos;
  }

  /** The nanoseconds since the last read. Safe for all threads. */
  long unreadNanos(long nowNanos) {
    return nowNanos - readNanos;
  }

  /** Counts a message, and returns its number. */
  long arrived() {
    return ++arrived;
  }

  void add(MessageRecord message) {
    if (messages.size() == MESSAGES_MAX) {
      messages.remove();
    }
    messages.add(message);
  }

  MessageRecording read(long nowNanos) {
    readNanos = nowNanos;
    return new MessageRecording(sinceMillis, arrived, List.copyOf(messages));
  }
}
