package dev.patchbay.gateway.socket;

import io.vertx.core.buffer.Buffer;

/** A command of a backend to a connection. */
public sealed interface ConnectionCommand {

  /**
   * Sends a message to the client.
   *
   * @param payload the message in UTF-8; other bytes become U+FFFD, as at AWS
   * @param deliveryId the same for all attempts of one message: a message is sent once
   */
  record Post(Buffer payload, String deliveryId) implements ConnectionCommand {}

  /** Reads the facts of the connection. */
  record Get() implements ConnectionCommand {}

  /** Reads how its latest messages went, and has them recorded from now on. */
  record Messages() implements ConnectionCommand {}

  /** Ends the connection. */
  record Delete() implements ConnectionCommand {}
}
