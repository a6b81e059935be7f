package dev.patchbay.gateway.execution;

import org.jspecify.annotations.Nullable;

/** Receives the ends of the calls of backends, on the event loops of their events. */
@FunctionalInterface
public interface IntegrationMeter {

  /** Kinds of ends. */
  enum Ending {
    /** There is a reply, whatever its status. */
    REPLY,
    TIMED_OUT,
    UNREACHABLE,
    /** A limit of the gateway is reached. */
    REFUSED,
    /** The integration cannot be called, or its function fails. */
    FAILED;

    /** The ending of a call; without a failure there is a reply. */
    public static Ending of(@Nullable Throwable failure) {
      if (failure == null) {
        return REPLY;
      }
      if (!(failure instanceof IntegrationException known)) {
        return FAILED;
      }
      return switch (known.error()) {
        case INTEGRATION_TIMED_OUT -> TIMED_OUT;
        case INTEGRATION_UNREACHABLE -> UNREACHABLE;
        case TOO_MANY_REQUESTS -> REFUSED;
        default -> FAILED;
      };
    }
  }

  /**
   * A call has ended.
   *
   * @param type of the integration, as its members have it
   * @param nanos from the request that is made to the end of its reply
   */
  void called(String type, Ending ending, long nanos);
}
