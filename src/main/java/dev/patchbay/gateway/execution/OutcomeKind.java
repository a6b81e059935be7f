package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.Outcome;

/** Kinds of outcomes, as AWS's metrics of WebSocket APIs count them. */
public enum OutcomeKind {
  OK,
  /** The client is refused, or its message does not fit the route. */
  CLIENT_ERROR,
  THROTTLED,
  /** The backend answers with a failure, or not at all. */
  INTEGRATION_ERROR,
  /** The gateway cannot run the event. */
  EXECUTION_ERROR;

  private static final int REDIRECTION = 300;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  static OutcomeKind of(Outcome outcome) {
    int status = outcome.status();
    if (status < REDIRECTION) {
      return OK;
    }
    if (status < SERVER_ERROR) {
      return status == TOO_MANY_REQUESTS ? THROTTLED : CLIENT_ERROR;
    }
    // Without a reason the status is the answer of the backend.
    return outcome.reason().isEmpty() || status == BAD_GATEWAY || status == GATEWAY_TIMEOUT
        ? INTEGRATION_ERROR
        : EXECUTION_ERROR;
  }

  /** The kind of an answer of a backend that an HTTP API passes on. */
  public static OutcomeKind ofBackend(int status) {
    if (status < BAD_REQUEST) {
      return OK;
    }
    return status < SERVER_ERROR ? CLIENT_ERROR : INTEGRATION_ERROR;
  }

  /** The type of the error for access logs, as AWS names the kinds of its own answers. */
  public String responseType() {
    return switch (this) {
      case INTEGRATION_ERROR -> "INTEGRATION_FAILURE";
      case THROTTLED -> "THROTTLED";
      case CLIENT_ERROR -> "DEFAULT_4XX";
      case EXECUTION_ERROR, OK -> "DEFAULT_5XX";
    };
  }
}
