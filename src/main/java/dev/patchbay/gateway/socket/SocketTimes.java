package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.ClientConnection;
import java.util.Optional;

/** How long a socket has been open, and when its client was active. */
final class SocketTimes {

  private final GatewayLimits limits;
  private final long begunNanos;
  private long activeNanos;

  SocketTimes(GatewayLimits limits, long begunNanos) {
    this.limits = limits;
    this.begunNanos = begunNanos;
    this.activeNanos = begunNanos;
  }

  /** Records that a frame arrives or is sent. */
  void active(long nowNanos) {
    activeNanos = nowNanos;
  }

  /** Returns the facts that a backend may read. */
  ConnectionFacts facts(ClientConnection connection) {
    return new ConnectionFacts(
        connection.sourceIp(),
        connection.userAgent(),
        connection.connectedAtMillis(),
        connection.connectedAtMillis() + (activeNanos - begunNanos) / 1_000_000);
  }

  /** Returns the limit that the socket has exceeded. */
  Optional<CloseCause> exceeded(long nowNanos) {
    if (nowNanos - begunNanos > limits.lifetimeNanos()) {
      return Optional.of(CloseCause.LIFETIME);
    }
    return nowNanos - activeNanos > limits.idleNanos()
        ? Optional.of(CloseCause.IDLE)
        : Optional.empty();
  }
}
