package dev.patchbay.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of an API: the JDK's, with the messages and the end that it receives. */
public final class WebSocketClient implements AutoCloseable {

  private static final int SECONDS_MAX = 60;

  /** One for all, because each has threads of its own. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private WebSocketClient(URI address, String... headers) {
    WebSocket.Builder handshake = HTTP.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      handshake.header(headers[i], headers[i + 1]);
    }
    socket =
        handshake
            .buildAsync(address, new Listener())
            .orTimeout(SECONDS_MAX, TimeUnit.SECONDS)
            .join();
  }

  /** Connects, with headers by their names and values in turn. */
  public static WebSocketClient connect(URI address, String... headers) {
    return new WebSocketClient(address, headers);
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  /** The next message. */
  public String next() throws InterruptedException {
    @Nullable String message = received.poll(SECONDS_MAX, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  /** The messages that have arrived and were not asked for yet. */
  public BlockingQueue<String> received() {
    return received;
  }

  /** Code and reason of the server's close frame. */
  public String closed() {
    return closed.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  /** Ends the connection without a close frame. */
  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder begun = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      begun.append(data);
      if (isLast) {
        received.add(begun.toString());
        begun.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(String.valueOf(error.getMessage()));
    }
  }
}
