package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.CloseStatus;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** The end of a socket: the first close frame counts, for the second one answers it. */
final class SocketEnd {

  private static final CloseStatus NO_STATUS =
      new CloseStatus(1005, "Client-side close frame status not set");

  /** A protocol error, for which the decoder may know a better code. */
  private static final int PROTOCOL_ERROR = 1002;

  static final CloseStatus BINARY = new CloseStatus(1003, "Binary is not supported");

  private @Nullable CloseStatus sent;
  private @Nullable CloseStatus received;
  private @Nullable CloseCause cause;

  /** Returns the status that refuses a frame. */
  static CloseStatus of(CorruptedWebSocketFrameException corrupted) {
    int code = corrupted.closeStatus().code();
    return new CloseStatus(
        code < 1000 ? PROTOCOL_ERROR : code, corrupted.closeStatus().reasonText());
  }

  /** Whether no close frame was sent or received. */
  boolean isOpen() {
    return sent == null && received == null;
  }

  /** Whether a close frame was sent. */
  boolean isBegun() {
    return sent != null;
  }

  void sent(CloseStatus status, CloseCause why) {
    sent = status;
    cause = why;
  }

  /** Vert.x returns the code as a signed short. */
  void received(WebSocketFrame frame) {
    String reason = frame.closeReason();
    received =
        frame.binaryData().length() == 0
            ? NO_STATUS
            : new CloseStatus(frame.closeStatusCode() & 0xffff, reason == null ? "" : reason);
  }

  CloseStatus status() {
    if (sent != null) {
      return sent;
    }
    return received == null ? CloseStatus.LOST : received;
  }

  CloseCause cause() {
    if (cause != null) {
      return cause;
    }
    return received == null ? CloseCause.LOST : CloseCause.CLIENT;
  }
}
