package dev.patchbay.provider;

import dev.patchbay.model.ServiceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A client of a stage, with a WebSocket of its own. Blocks; not for an event loop. */
final class ConnectedClient implements AutoCloseable {

  /** Longer than {@code $connect} may take. */
  private static final int SECONDS_MAX = 35;

  private static final int NORMAL_CLOSURE = 1000;

  /** One for all, because each has threads of its own. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final WebSocket.Listener READING = new WebSocket.Listener() {};

  /** Asks for no frame, so that the frames of the server fill the buffers of the connection. */
  private static final WebSocket.Listener NOT_READING =
      new WebSocket.Listener() {
        @Override
        public void onOpen(WebSocket opened) {}
      };

  private final WebSocket socket;

  private ConnectedClient(URI gateway, String stagePath, WebSocket.Listener listener) {
    try {
      socket =
          HTTP.newWebSocketBuilder()
              .buildAsync(URI.create("ws://" + gateway.getAuthority() + stagePath), listener)
              .orTimeout(SECONDS_MAX, TimeUnit.SECONDS)
              .join();
    } catch (CompletionException e) {
      throw ServiceException.badRequest("The client is not connected: " + e.getCause());
    }
  }

  /**
   * Connects a client that reads its frames.
   *
   * @throws ServiceException BAD_REQUEST where the handshake is refused
   */
  static ConnectedClient reading(URI gateway, String stagePath) {
    return new ConnectedClient(gateway, stagePath, READING);
  }

  /** Connects a client that reads nothing. */
  static ConnectedClient notReading(URI gateway, String stagePath) {
    return new ConnectedClient(gateway, stagePath, NOT_READING);
  }

  /** Sends a close frame. */
  void leave() {
    socket.sendClose(NORMAL_CLOSURE, "").orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
  }

  /** Ends the connection without a close frame. */
  @Override
  public void close() {
    socket.abort();
  }
}
