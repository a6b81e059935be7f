package dev.patchbay.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.gateway.event.CloseStatus;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the frames of a client to messages. Vert.x would accept text that is not UTF-8, and go on
 * without a message that is too long.
 */
final class MessageAssembly {

  static final CloseStatus TOO_LONG = new CloseStatus(1009, "Message too long");
  private static final CloseStatus NOT_UTF_8 = new CloseStatus(1007, "Text is not UTF-8");
  private static final char REPLACEMENT = '\uFFFD';

  private final GatewayLimits limits;
  private @Nullable Buffer begun;

  MessageAssembly(GatewayLimits limits) {
    this.limits = limits;
  }

  /** A frame after which the connection cannot go on. */
  static final class RefusedFrameException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CloseStatus status;

    RefusedFrameException(CloseStatus status) {
      super(status.reason(), null, false, false);
      this.status = status;
    }

    CloseStatus status() {
      return status;
    }
  }

  /** Adds the next frame; returns the message with its last frame. */
  Optional<String> add(Buffer frame, boolean isFinal) throws RefusedFrameException {
    Buffer joined = begun == null ? frame : begun.appendBuffer(frame);
    begun = null;
    if (frame.length() > limits.frameBytes() || joined.length() > limits.messageBytes()) {
      throw new RefusedFrameException(TOO_LONG);
    }
    if (!isFinal) {
      // A copy, for the frame belongs to its connection.
      begun = joined == frame ? Buffer.buffer(frame.getBytes()) : joined;
      return Optional.empty();
    }
    return Optional.of(text(joined.getBytes()));
  }

  /** Malformed bytes become U+FFFD, so only text with this character is checked. */
  private static String text(byte[] bytes) throws RefusedFrameException {
    String text = new String(bytes, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedFrameException(NOT_UTF_8);
    }
  }
}
