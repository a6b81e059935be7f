package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.ClientConnection;
import io.vertx.core.Future;

/** The connections of all replicas. Safe for all threads; no future fails. */
public interface ConnectionRegistry {

  /**
   * Makes a connection known whose handshake is about to be answered.
   *
   * @return completes when every replica can find it, or when that has to wait
   */
  Future<Void> opening(ClientConnection connection);

  /** Forgets a connection that has ended or was not made after all. */
  void closed(ClientConnection connection);

  /**
   * Runs a command where the socket of the connection is, once at most.
   *
   * @param connectionId an identifier that was issued for the API
   */
  Future<CommandOutcome> run(String apiId, String connectionId, ConnectionCommand command);
}
