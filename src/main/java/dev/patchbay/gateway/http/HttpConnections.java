package dev.patchbay.gateway.http;

import io.vertx.core.http.HttpConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The connections of one event loop that are not WebSockets yet. It limits the time until the
 * handshake, and the number of both kinds together.
 */
public final class HttpConnections {

  private final int max;
  private final IntSupplier webSockets;
  private final long handshakeNanos;
  private final LongSupplier nanoClock;
  private final Map<HttpConnection, Long> sinceNanos = new LinkedHashMap<>();

  /**
   * An empty set of connections.
   *
   * @param webSockets how many there are
   */
  public HttpConnections(
      int max, IntSupplier webSockets, long handshakeNanos, LongSupplier nanoClock) {
    this.max = max;
    this.webSockets = webSockets;
    this.handshakeNanos = handshakeNanos;
    this.nanoClock = nanoClock;
  }

  /** Adds a connection, or closes it beyond the limit. */
  public void opened(HttpConnection connection) {
    if (sinceNanos.size() + webSockets.getAsInt() >= max) {
      connection.close();
      return;
    }
    sinceNanos.put(connection, nanoClock.getAsLong());
    connection.closeHandler(closed -> sinceNanos.remove(connection));
  }

  /** Restarts the time of a connection with a request. */
  public void requested(HttpConnection connection) {
    if (sinceNanos.remove(connection) != null) {
      sinceNanos.put(connection, nanoClock.getAsLong());
    }
  }

  /** A WebSocket is counted by itself, and has times of its own. */
  public void upgraded(HttpConnection connection) {
    sinceNanos.remove(connection);
  }

  /** Closes connections whose handshake has taken too long. */
  public void checkTimes() {
    long nowNanos = nanoClock.getAsLong();
    List<HttpConnection> late =
        sinceNanos.entrySet().stream()
            .takeWhile(each -> nowNanos - each.getValue() > handshakeNanos)
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(HttpConnection::close);
  }
}
