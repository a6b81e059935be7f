package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.gateway.event.CloseStatus;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** A client that sends the frames that a test asks for, well-formed or not. */
public final class RawWebSocket implements AutoCloseable {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  static final int CLOSE = 8;
  public static final int PING = 9;
  static final int PONG = 10;

  /** No test waits for an answer that long unless it fails. */
  private static final int TIMEOUT_MILLIS = 20_000;

  /** The four bytes that the client's frames are masked with. */
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final DataInputStream input;
  private final OutputStream output;
  private String head = "";

  RawWebSocket(int port) throws IOException {
    this(port, 0);
  }

  /** A client whose socket receives so much ahead; 0 for what the system gives it. */
  RawWebSocket(int port, int receivedAheadBytes) throws IOException {
    socket = new Socket();
    if (receivedAheadBytes > 0) {
      socket.setReceiveBufferSize(receivedAheadBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    output = socket.getOutputStream();
  }

  /** A frame from the server. */
  record Frame(int opcode, boolean isFinal, Buffer bytes) {

    String text() {
      return bytes.toString(UTF_8);
    }

    /** The code and the reason of a close frame. */
    public CloseStatus status() {
      return new CloseStatus(bytes.getUnsignedShort(0), bytes.getString(2, bytes.length()));
    }
  }

  /** A connection to a stage. */
  public static RawWebSocket open(int port, String path, String... headers) throws IOException {
    RawWebSocket client = new RawWebSocket(port);
    client.raw(handshake(path, headers));
    client.readHead();
    return client;
  }

  /** The request of a handshake. */
  static byte[] handshake(String path, String... headers) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + String.join("", Arrays.stream(headers).map(each -> each + "\r\n").toList())
            + "\r\n")
        .getBytes(ISO_8859_1);
  }

  /** Sends a request and reads the head of its answer. */
  String request(String text) throws IOException {
    raw(text.getBytes(ISO_8859_1));
    return readHead();
  }

  /** Reads the head of an answer. */
  String readHead() throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith("\r\n\r\n")) {
      int next = input.read();
      if (next < 0) {
        break;
      }
      read.append((char) next);
    }
    head = read.toString();
    return head;
  }

  /** The head of the answer. */
  public String head() {
    return head;
  }

  /** The status of the answer. */
  public int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The body of an answer that has a length. */
  public String body() throws IOException {
    int length = Integer.parseInt(head.replaceFirst("(?is).*content-length: (\\d+).*", "$1"));
    return new String(input.readNBytes(length), UTF_8);
  }

  public RawWebSocket send(String text) throws IOException {
    return send(TEXT, true, text.getBytes(UTF_8));
  }

  public RawWebSocket close(int code, String reason) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(code >> 8);
    bytes.write(code);
    bytes.writeBytes(reason.getBytes(UTF_8));
    return send(CLOSE, true, bytes.toByteArray());
  }

  public RawWebSocket send(int opcode, boolean isFinal, byte[] bytes) throws IOException {
    return raw(frame(opcode | (isFinal ? 0x80 : 0), bytes, true));
  }

  /**
   * The bytes of a frame.
   *
   * @param first the byte with the opcode
   */
  static byte[] frame(int first, byte[] bytes, boolean isMasked) {
    int masked = isMasked ? 0x80 : 0;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (bytes.length < 126) {
      frame.write(masked | bytes.length);
    } else if (bytes.length < 65_536) {
      frame.write(masked | 126);
      frame.write(bytes.length >> 8);
      frame.write(bytes.length);
    } else {
      frame.write(masked | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) bytes.length >> shift));
      }
    }
    if (!isMasked) {
      frame.writeBytes(bytes);
      return frame.toByteArray();
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < bytes.length; i++) {
      frame.write(bytes[i] ^ MASK[i % MASK.length]);
    }
    return frame.toByteArray();
  }

  RawWebSocket raw(byte[] bytes) throws IOException {
    output.write(bytes);
    return this;
  }

  /** The next frame, whole. */
  public Frame next() throws IOException {
    int first = input.readUnsignedByte();
    long length = input.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = input.readUnsignedShort();
    } else if (length == 127) {
      length = input.readLong();
    }
    byte[] bytes = new byte[(int) length];
    input.readFully(bytes);
    return new Frame(first & 0xf, (first & 0x80) != 0, Buffer.buffer(bytes));
  }

  /** Whether the server has ended the connection. */
  boolean isEnded() throws IOException {
    return input.read() < 0;
  }

  /** Ends the half of the connection on which the client sends. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection without a close frame. */
  void leave() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
