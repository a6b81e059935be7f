package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** One connection of HTTP/1.1 that is used for several requests, and never opened again. */
public final class KeptConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * One answer.
   *
   * @param head the status line and the headers, in lower case
   */
  public record Answer(String head, String body) {

    public boolean isLast() {
      return head.contains("connection: close\r\n");
    }
  }

  private final Socket socket;

  public KeptConnection(URI address) throws IOException {
    socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  public Answer get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    return answer();
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** An answer such as 100, which has no body and is followed by another. */
  public String interim() throws IOException {
    return head().toLowerCase(Locale.ROOT);
  }

  public Answer answer() throws IOException {
    String lower = head().toLowerCase(Locale.ROOT);
    String length = lower.replaceFirst("(?s).*\r\ncontent-length: (\\d+)\r\n.*", "$1");
    byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length));
    return new Answer(lower, new String(body, ISO_8859_1));
  }

  private String head() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ended after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Waits for the server to close it. */
  public boolean ends() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
