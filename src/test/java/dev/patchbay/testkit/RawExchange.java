package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answers to bytes that no client library would send.
 *
 * @param answers in order of arrival
 * @param ended whether the server closed the connection before the client did
 * @param ends whether it closed the connection at all, within {@link #HANG_MILLIS}
 */
public record RawExchange(List<RawAnswer> answers, boolean ended, boolean ends) {

  /** Only ends a test that hangs. */
  public static final int HANG_MILLIS = 30_000;

  /** A second answer to one request would follow the first at once. */
  private static final int QUIET_MILLIS = 150;

  /**
   * Sends bytes on a connection of its own.
   *
   * @param expected after so many answers only a moment is waited for another
   * @param firstAnswerMillis how long the first answer is awaited
   */
  public static RawExchange of(URI address, byte[] request, int expected, int firstAnswerMillis)
      throws IOException {
    boolean head = isHead(request);
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setTcpNoDelay(true);
      send(socket, request);
      boolean ended = false;
      List<RawAnswer> answers = List.of();
      long deadline = System.nanoTime() + firstAnswerMillis * 1_000_000L;
      while (!ended && System.nanoTime() < deadline) {
        boolean enough = !answers.isEmpty() && answers.size() >= expected;
        socket.setSoTimeout(enough ? QUIET_MILLIS : Math.max(1, millisUntil(deadline)));
        try {
          ended = !read(socket.getInputStream(), received);
        } catch (SocketTimeoutException ignored) {
          break;
        }
        answers = RawAnswer.parse(received.toString(ISO_8859_1), head);
      }
      return new RawExchange(answers, ended, ended || hangUp(socket));
    }
  }

  /** Returns the first answer to a request, without a look at what follows it. */
  public static RawAnswer first(URI address, byte[] request) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(HANG_MILLIS);
      send(socket, request);
      List<RawAnswer> answers = List.of();
      while (answers.isEmpty()) {
        if (!read(socket.getInputStream(), received)) {
          throw new IOException("no answer, but " + received.toString(ISO_8859_1));
        }
        answers = RawAnswer.parse(received.toString(ISO_8859_1), isHead(request));
      }
      return answers.get(0);
    }
  }

  /** Like {@code 200,400}; {@code close} or {@code wait} where there was no answer. */
  public String outcome() {
    if (answers.isEmpty()) {
      return ended ? "close" : "wait";
    }
    return answers.stream()
        .map(answer -> String.valueOf(answer.status()))
        .collect(Collectors.joining(","));
  }

  private static boolean isHead(byte[] request) {
    return new String(request, 0, Math.min(5, request.length), ISO_8859_1).equals("HEAD ");
  }

  private static int millisUntil(long deadline) {
    return (int) ((deadline - System.nanoTime()) / 1_000_000);
  }

  private static void send(Socket socket, byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
    } catch (SocketException ignored) {
      // The server has closed the connection; its answers can still be read.
    }
  }

  /** False at the end of the stream. */
  private static boolean read(InputStream from, ByteArrayOutputStream to) throws IOException {
    try {
      byte[] buffer = new byte[16 * 1024];
      int count = from.read(buffer);
      to.write(buffer, 0, Math.max(0, count));
      return count >= 0;
    } catch (SocketException ignored) {
      return false;
    }
  }

  private static boolean hangUp(Socket socket) throws IOException {
    try {
      socket.shutdownOutput();
      socket.setSoTimeout(HANG_MILLIS);
      while (read(socket.getInputStream(), new ByteArrayOutputStream())) {
        // The remaining bytes are discarded.
      }
      return true;
    } catch (SocketTimeoutException ignored) {
      return false;
    } catch (SocketException ignored) {
      return true;
    }
  }

  /** All but the answers of the interim kind. */
  public List<RawAnswer> finalAnswers() {
    return new ArrayList<>(answers.stream().filter(each -> each.status() >= 200).toList());
  }
}
