package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A client of server-sent events over a socket of its own, which can be closed at any moment.
 * Blocks.
 */
public final class EventStream implements AutoCloseable {

  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  /** One event. */
  public record Event(String id, String type, JsonObject data) {}

  private final Socket socket;
  private final BufferedReader reader;
  private String pending = "";

  private EventStream(Socket socket, BufferedReader reader) {
    this.socket = socket;
    this.reader = reader;
  }

  /**
   * Follows a path; fails unless the service agrees.
   *
   * @param headers lines lines beside the headers of every client
   */
  public static EventStream open(URI address, String path, String... headers) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout((int) WAIT_MAX.toMillis());
    String head =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s\r\n"
            .formatted(
                path,
                address.getAuthority(),
                headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    socket.getOutputStream().write(head.getBytes(UTF_8));
    EventStream stream =
        new EventStream(
            socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
    String status = String.valueOf(stream.reader.readLine());
    String answered = status;
    for (String line = stream.line(); !line.isEmpty(); line = stream.line()) {
      answered += "\n" + line;
    }
    assertThat(answered)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\ncontent-type: text/event-stream")
        .containsIgnoringCase("\ncache-control: no-store");
    return stream;
  }

  private String line() throws IOException {
    return String.valueOf(reader.readLine());
  }

  /**
   * The next event, after any comments; null when the stream has ended in order. Fails when there
   * is none in time: comments alone are no news.
   */
  public @Nullable Event next() throws IOException {
    long begun = System.nanoTime();
    for (Event event = event(); ; event = event()) {
      if (event != null) {
        return event;
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("no event").isLessThan(WAIT_MAX);
      String chunk = chunk();
      if (chunk.isEmpty()) {
        return null;
      }
      pending += chunk;
    }
  }

  /** Returns the first event that has arrived and was not read yet. */
  private @Nullable Event event() {
    for (int end = pending.indexOf("\n\n"); end >= 0; end = pending.indexOf("\n\n")) {
      String block = pending.substring(0, end);
      pending = pending.substring(end + 2);
      if (block.startsWith("id: ")) {
        String[] lines = block.split("\n", -1);
        assertThat(lines).hasSize(3);
        return new Event(
            lines[0].substring("id: ".length()),
            lines[1].substring("event: ".length()),
            new JsonObject(lines[2].substring("data: ".length())));
      }
      assertThat(block).matches("retry: \\d+|: .*");
    }
    return null;
  }

  private String chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    char[] text = new char[length]; // All that is sent here is ASCII.
    for (int read = 0; read < length; ) {
      int count = reader.read(text, read, length - read);
      if (count < 0) {
        throw new SocketException("the connection ended");
      }
      read += count;
    }
    assertThat(reader.readLine()).isEmpty();
    return new String(text);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
