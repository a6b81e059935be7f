package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.ClientConnection;
import io.vertx.core.Future;

/** The connections of all replicas. Safe for all threads; no future fails. */
public interface ConnectionRegistry {

  /**
   * Registers a connection before its handshake is answered.
   *
   * @return completes when every replica can find it, or when Redis is away and it is written later
   */
  Future<Void> opening(ClientConnection connection);

  /** Forgets a connection that has ended or was not made after all. */
  void closed(ClientConnection connection);

  /**
   * Runs a command on the replica with the socket of the connection, once at most.
   *
   * @param connectionId an identifier that was issued for the API
   */
  Future<CommandOutcome> run(String apiId, String connectionId, ConnectionCommand command);
}
