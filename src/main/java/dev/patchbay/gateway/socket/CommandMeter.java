package dev.patchbay.gateway.socket;

/** Receives the ends of the commands of backends, on the event loops that they arrive on. */
@FunctionalInterface
public interface CommandMeter {

  /** The place of the socket of a connection. */
  enum Place {
    HERE,
    /** On another replica, to which the command is sent. */
    ELSEWHERE
  }

  void ran(Place place, CommandOutcome.Status status);
}
