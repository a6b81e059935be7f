package dev.patchbay.replicas;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that connects again when its connection ends, to a replica that runs then. */
final class ReconnectingClient {

  /** One for all, because each has threads of its own. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Supplier<URI> stages;
  private final Map<String, List<String>> received = new ConcurrentHashMap<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private volatile @Nullable String connectionId;
  private volatile @Nullable WebSocket socket;
  private volatile boolean isOver;

  private ReconnectingClient(Supplier<URI> stages) {
    this.stages = stages;
  }

  /**
   * Starts to connect.
   *
   * @param stages says where to connect next
   */
  static ReconnectingClient connect(Supplier<URI> stages) {
    ReconnectingClient client = new ReconnectingClient(stages);
    client.connect();
    return client;
  }

  private void connect() {
    if (!isOver) {
      HTTP.newWebSocketBuilder()
          .buildAsync(stages.get(), new Connection())
          .exceptionally(
              refused -> {
                // A replica that has just begun to stop refuses a handshake that is under way.
                connect();
                return null;
              });
    }
  }

  private void ended(String how) {
    connectionId = null;
    socket = null;
    if (!isOver) {
      ends.add(how);
    }
    connect();
  }

  /** The identifier of the connection; null while there is none. */
  @Nullable String connectionId() {
    return connectionId;
  }

  /** The messages of each connection that it had. */
  Map<String, List<String>> received() {
    return received;
  }

  /** Code and reason of the end of each connection. */
  List<String> ends() {
    return ends;
  }

  /** Ends the connection with a close frame, and connects no more. */
  void leave() {
    isOver = true;
    WebSocket open = socket;
    if (open != null) {
      open.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null);
    }
  }

  /** Its first message is the identifier of the connection. */
  private final class Connection implements WebSocket.Listener {

    private final StringBuilder begun = new StringBuilder();
    private @Nullable List<String> messages;

    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      opened.sendText("who am I", true).exceptionally(gone -> null);
      opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      begun.append(data);
      if (isLast) {
        String text = begun.toString();
        begun.setLength(0);
        if (messages == null) {
          messages = Collections.synchronizedList(new ArrayList<>());
          received.put(text, messages);
          connectionId = text;
        } else {
          messages.add(text);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended(code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended(String.valueOf(error));
    }
  }
}
