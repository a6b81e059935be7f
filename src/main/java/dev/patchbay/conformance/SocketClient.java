package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A WebSocket client, for one thread. Unlike other clients it returns the headers and the body of a
 * handshake that is refused, and the code and the reason of a close frame.
 */
final class SocketClient implements AutoCloseable {

  private static final int CONNECT_MILLIS = 10_000;

  /** A message of an integration arrives within its timeout, which is 29 seconds at most. */
  private static final int READ_MILLIS = 30_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Socket socket;
  private final FrameStream frames;
  private final Answer handshake;

  private SocketClient(Socket socket, FrameStream frames, Answer handshake) {
    this.socket = socket;
    this.frames = frames;
    this.handshake = handshake;
  }

  /** Sends a handshake and reads its answer, which may be a refusal. */
  static SocketClient connect(URI address) throws NoAnswerException {
    try {
      Socket socket = open(address);
      try {
        socket.setSoTimeout(READ_MILLIS);
        socket.getOutputStream().write(request(address).getBytes(ISO_8859_1));
        FrameStream frames = new FrameStream(socket.getInputStream(), socket.getOutputStream());
        return new SocketClient(socket, frames, frames.readAnswer());
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new NoAnswerException("%s: no answer, %s".formatted(address, e.getMessage()), e);
    }
  }

  private static Socket open(URI address) throws IOException {
    boolean isTls = "wss".equals(address.getScheme());
    int port = address.getPort() < 0 ? isTls ? 443 : 80 : address.getPort();
    Socket plain = new Socket();
    plain.connect(new InetSocketAddress(address.getHost(), port), CONNECT_MILLIS);
    if (!isTls) {
      return plain;
    }
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, address.getHost(), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static String request(URI address) {
    byte[] key = new byte[16];
    RANDOM.nextBytes(key);
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return String.join(
        "\r\n",
        "GET " + address.getRawPath() + query + " HTTP/1.1",
        "Host: " + address.getRawAuthority(),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(key),
        "Sec-WebSocket-Version: 13",
        "",
        "");
  }

  Answer handshake() {
    return handshake;
  }

  void sendText(String text) throws NoAnswerException {
    send(FrameStream.TEXT, text.getBytes(UTF_8));
  }

  void sendBinary(byte[] bytes) throws NoAnswerException {
    send(FrameStream.BINARY, bytes);
  }

  /** Sends a close frame. */
  void sendClose(int code, String reason) throws NoAnswerException {
    byte[] text = reason.getBytes(UTF_8);
    byte[] payload = new byte[text.length + 2];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    send(FrameStream.CLOSE, payload);
  }

  private void send(int opcode, byte[] payload) throws NoAnswerException {
    try {
      frames.write(opcode, payload);
    } catch (IOException e) {
      throw new NoAnswerException("the connection ended: " + e.getMessage(), e);
    }
  }

  /** The next message or the close frame, as {@code close 1000 reason}; empty when time is over. */
  Optional<String> next() throws NoAnswerException {
    try {
      return Optional.of(frames.next());
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new NoAnswerException("the connection ended: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing more is expected of it.
    }
  }
}
