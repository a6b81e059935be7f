package dev.patchbay.http;

import dev.patchbay.model.Limit;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes callers connect to another replica while they are still served. After {@link #begin} each
 * answer is the last one of its connection. An idle connection stays open until its next request,
 * because closing it could cut off a request that has been sent. Belongs to one event loop.
 */
final class Drain {

  /** A caller may finish its requests, which take no longer than any request. */
  private static final long CONNECTION_MILLIS_MAX = Limit.REQUEST_TIME.value();

  private final ConnectionLimits connections;
  private final RequestDeadlines deadlines;
  private final Set<HttpConnection> notified = Collections.newSetFromMap(new WeakHashMap<>());
  private boolean begun;

  Drain(ConnectionLimits connections, RequestDeadlines deadlines) {
    this.connections = connections;
    this.deadlines = deadlines;
  }

  void begin() {
    begun = true;
    List.copyOf(connections.open()).stream().filter(Drain::speaksHttp2).forEach(this::goAway);
    List.copyOf(deadlines.open()).forEach(context -> endWith(context.request()));
  }

  /** Records a request; to be called before any handler answers it. */
  void requested(HttpServerRequest request) {
    if (begun) {
      endWith(request);
    }
  }

  private void endWith(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      goAway(request.connection());
    } else if (!request.response().headWritten()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      // Not before the answer is written: Vert.x itself does not act on the header.
      request.connection().shutdown(CONNECTION_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Sends GOAWAY with the highest stream identifier, so that streams which the caller opens before
   * it receives this are served too (RFC 9113, section 6.8). The replacement of this method, {@code
   * shutdown}, names the last stream received, so it would refuse them.
   */
  @SuppressWarnings("deprecation")
  private void goAway(HttpConnection connection) {
    if (notified.add(connection)) {
      connection.goAway(0, Integer.MAX_VALUE);
    }
  }

  private static boolean speaksHttp2(HttpConnection connection) {
    return connection.protocolVersion() == HttpVersion.HTTP_2;
  }
}
