package dev.patchbay.gateway.socket;

import dev.patchbay.model.Limit;
import java.util.concurrent.TimeUnit;

/**
 * The limits of a connection.
 *
 * @param messageBytes of a message of a client, in UTF-8
 * @param frameBytes of one frame of it
 * @param waitingMessages of a connection that have been read and have not begun
 * @param deliveryMillis time in which the message of a backend is written to the socket
 * @param idleNanos time without a frame in either direction
 * @param lifetimeNanos time from its handshake
 */
public record GatewayLimits(
    int messageBytes,
    int frameBytes,
    int waitingMessages,
    long deliveryMillis,
    long idleNanos,
    long lifetimeNanos) {

  /** Returns the limits of {@link Limit}, with the times of the settings. */
  public static GatewayLimits of(int idleMillis, int lifetimeMillis) {
    return new GatewayLimits(
        Limit.GATEWAY_MESSAGE.intValue(),
        Limit.GATEWAY_FRAME.intValue(),
        Limit.GATEWAY_WAITING.intValue(),
        Limit.GATEWAY_DELIVERY.value(),
        TimeUnit.MILLISECONDS.toNanos(idleMillis),
        TimeUnit.MILLISECONDS.toNanos(lifetimeMillis));
  }
}
