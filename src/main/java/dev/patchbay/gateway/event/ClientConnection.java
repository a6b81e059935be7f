package dev.patchbay.gateway.event;

import java.util.Optional;

/**
 * A client's connection to a stage, with the facts that do not change while it lasts.
 *
 * @param domainName the host that the client connected to, without its port
 * @param connectedAtMillis when its handshake began, since the epoch
 */
public record ClientConnection(
    String connectionId,
    String apiId,
    String stage,
    String domainName,
    String sourceIp,
    Optional<String> userAgent,
    long connectedAtMillis,
    ConnectionAccess access) {

  /** Returns the same connection with the results of its checks. */
  public ClientConnection of(ConnectionAccess known) {
    return new ClientConnection(
        connectionId, apiId, stage, domainName, sourceIp, userAgent, connectedAtMillis, known);
  }
}
