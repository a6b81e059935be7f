package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.model.MessageRecording;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;

/**
 * Commands to the connections of clients, on all replicas. Safe for all threads. Each fails with a
 * {@link ServiceException}: NOT_FOUND for an identifier that was not issued for the API, GONE for a
 * connection that has ended, SERVICE_UNAVAILABLE while neither is known.
 */
public interface ConnectionCommands {

  /**
   * The connection that a request names.
   *
   * @param requestId of the request
   * @param connectionId any text
   */
  record Target(
      Caller caller, String requestId, String apiId, String stageName, String connectionId) {}

  /** Sends a message; fails with LIMIT_EXCEEDED where the client does not read earlier ones. */
  Future<Void> send(Target target, String message);

  /** Closes a connection. */
  Future<Void> close(Target target);

  /** Reads how the latest messages of the client went, and has them recorded from now on. */
  Future<MessageRecording> messages(Target target);
}
