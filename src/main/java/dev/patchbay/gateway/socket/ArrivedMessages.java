package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.socket.MessageAssembly.RefusedFrameException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a connection that have arrived, in whole or in part, and do not run yet. Their
 * memory is part of the memory of all connections. Belongs to one event loop.
 */
final class ArrivedMessages {

  private static final CloseStatus NO_MEMORY = new CloseStatus(1013, "Try again later");

  /**
   * A whole message.
   *
   * @param bytes its share of the memory
   */
  private record Message(String text, long bytes) {}

  private final MessageAssembly assembly;
  private final int max;
  private final PendingBytes pending;
  private final ConnectionMeter meter;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private long partBytes;

  ArrivedMessages(GatewayLimits limits, PendingBytes pending, ConnectionMeter meter) {
    this.assembly = new MessageAssembly(limits);
    this.max = limits.waitingMessages();
    this.pending = pending;
    this.meter = meter;
  }

  /** Adds a text frame, which may complete a message. */
  void add(Buffer frame, boolean isFinal) throws RefusedFrameException {
    if (!pending.take(frame.length())) {
      throw new RefusedFrameException(NO_MEMORY);
    }
    partBytes += frame.length();
    assembly
        .add(frame, isFinal)
        .ifPresent(
            text -> {
              waiting.add(new Message(text, partBytes));
              partBytes = 0;
              meter.waiting(1);
            });
  }

  /** Removes and returns the first whole message; null where there is none. */
  @Nullable String poll() {
    Message first = waiting.poll();
    if (first == null) {
      return null;
    }
    meter.waiting(-1);
    pending.give(first.bytes);
    return first.text;
  }

  /** Whether the limit of waiting messages is reached. */
  boolean isFull() {
    return waiting.size() >= max;
  }

  /** Forgets the part of a message whose rest does not come. */
  void end() {
    pending.give(partBytes);
    partBytes = 0;
  }
}
