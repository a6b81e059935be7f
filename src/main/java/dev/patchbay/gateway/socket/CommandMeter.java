package dev.patchbay.gateway.socket;

/** Receives the ends of the commands of backends, on the event loops that they arrive on. */
@FunctionalInterface
public interface CommandMeter {

  /** Where the socket of a connection is looked for. */
  enum Place {
    HERE,
    /** On another replica, to which the command is sent. */
    ELSEWHERE
  }

  void ran(Place place, CommandOutcome.Status status);
}
