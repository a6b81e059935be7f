package dev.patchbay.gateway;

import io.vertx.core.Future;

/**
 * Decides whether a client may connect, before {@code $connect} runs. What it cannot decide it
 * refuses. Belongs to one event loop.
 */
final class HandshakeAccess {

  private final RouteThrottle throttle;

  HandshakeAccess(RouteThrottle throttle) {
    this.throttle = throttle;
  }

  /**
   * Checks a handshake.
   *
   * @return the connection with what is known of its client; fails with {@link
   *     AccessRefusedException} where it is refused, and with nothing else
   */
  Future<ClientConnection> check(ApiSnapshot snapshot, RouteEvent event) {
    if (!throttle.admits(snapshot, event.connection(), Route.CONNECT)) {
      return refused(
          event, GatewayError.TOO_MANY_REQUESTS, "the route $connect takes no more requests");
    }
    return Future.succeededFuture(event.connection());
  }

  private static Future<ClientConnection> refused(
      RouteEvent event, GatewayError error, String reason) {
    return Future.failedFuture(new AccessRefusedException(Outcome.failed(event, error, reason)));
  }
}
