package dev.patchbay.gateway.socket;

import dev.patchbay.model.MessageRecording;
import java.util.Optional;

/**
 * The answer of a connection to a command.
 *
 * @param facts of a command that reads them
 * @param messages of a command that reads them
 */
public record CommandOutcome(
    Status status, Optional<ConnectionFacts> facts, Optional<MessageRecording> messages) {

  /** How a command ended. */
  public enum Status {
    /** A message was written to the socket, and a close frame was sent. */
    DONE,
    /** There is no such connection, or it has ended. */
    GONE,
    /** The client does not read earlier messages. */
    SLOW,
    /** It is unknown now whether the connection exists. */
    UNAVAILABLE
  }

  public static final CommandOutcome DONE = of(Status.DONE);
  public static final CommandOutcome GONE = of(Status.GONE);
  public static final CommandOutcome SLOW = of(Status.SLOW);
  public static final CommandOutcome UNAVAILABLE = of(Status.UNAVAILABLE);

  private static CommandOutcome of(Status status) {
    return new CommandOutcome(status, Optional.empty(), Optional.empty());
  }

  /** The answer to a command that reads facts. */
  public static CommandOutcome read(ConnectionFacts facts) {
    return new CommandOutcome(Status.DONE, Optional.of(facts), Optional.empty());
  }

  /** The answer to a command that reads messages. */
  public static CommandOutcome read(MessageRecording messages) {
    return new CommandOutcome(Status.DONE, Optional.empty(), Optional.of(messages));
  }
}
