package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The frames of RFC 6455 on the streams of a socket, and the answer before them. */
final class FrameStream {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Eight times the largest message of API Gateway. */
  private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

  /** The head of an answer has a few headers. */
  private static final int HEAD_BYTES_MAX = 16 * 1024;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int LENGTH = 0x7F;
  private static final int SHORT_MAX = 125;
  private static final int TWO_BYTES = 126;
  private static final int TWO_BYTES_MAX = 0xFFFF;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataInputStream input;
  private final OutputStream output;
  private boolean isClosing;

  FrameStream(InputStream input, OutputStream output) {
    this.input = new DataInputStream(new BufferedInputStream(input));
    this.output = output;
  }

  /** Reads the answer to a handshake, with its body where it is a refusal. */
  Answer readAnswer() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      head.append((char) input.readUnsignedByte());
      if (head.length() > HEAD_BYTES_MAX) {
        throw new IOException("the head of the answer does not end");
      }
    }
    List<String> lines = head.toString().lines().filter(line -> !line.isEmpty()).toList();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split(":", 2);
      headers
          .computeIfAbsent(field[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field[field.length - 1].strip());
    }
    String[] words = lines.get(0).split(" ", 3);
    if (words.length < 2 || !words[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("the answer is not HTTP: " + lines.get(0));
    }
    int status = Integer.parseInt(words[1]);
    return new Answer(status, headers, status == 101 ? "" : body(headers));
  }

  private String body(Map<String, List<String>> headers) throws IOException {
    String length = headers.getOrDefault("content-length", List.of("0")).get(0);
    int bytes = length.matches("[0-9]{1,6}") ? Integer.parseInt(length) : 0;
    return new String(input.readNBytes(bytes), UTF_8);
  }

  /** Sends one frame, masked as a client must. */
  void write(int opcode, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    isClosing |= opcode == CLOSE;
    frame.put((byte) (FIN | opcode));
    if (payload.length <= SHORT_MAX) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= TWO_BYTES_MAX) {
      frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | LENGTH)).putLong(payload.length);
    }
    byte[] mask = new byte[4];
    RANDOM.nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i % 4]));
    }
    output.write(frame.array(), 0, frame.position());
    output.flush();
  }

  /**
   * Reads the next message, or the close frame as {@code close 1000 reason}. Pings are answered,
   * and so is the close frame.
   */
  String next() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int first = input.readUnsignedByte();
      byte[] payload = payload(message.size());
      switch (first & OPCODE) {
        case PING -> write(PONG, payload);
        case PONG -> {
          // Nothing was asked.
        }
        case CLOSE -> {
          if (!isClosing) {
            write(CLOSE, payload);
          }
          return close(payload);
        }
        default -> {
          message.write(payload);
          if ((first & FIN) != 0) {
            return message.toString(UTF_8);
          }
        }
      }
    }
  }

  private byte[] payload(int before) throws IOException {
    int second = input.readUnsignedByte();
    long length = second & LENGTH;
    if (length == TWO_BYTES) {
      length = input.readUnsignedShort();
    } else if (length > TWO_BYTES) {
      length = input.readLong();
    }
    if (length < 0 || length + before > MESSAGE_BYTES_MAX || (second & MASKED) != 0) {
      throw new IOException("a frame that no service sends");
    }
    byte[] payload = new byte[(int) length];
    input.readFully(payload);
    return payload;
  }

  private static String close(byte[] payload) {
    if (payload.length < 2) {
      return "close";
    }
    int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    String reason = new String(Arrays.copyOfRange(payload, 2, payload.length), UTF_8);
    return ("close " + code + " " + reason).strip();
  }
}
