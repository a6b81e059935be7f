package dev.patchbay.gateway.event;

/**
 * The errors that the gateway itself answers, each with its text in a frame and its status in a
 * refused handshake.
 */
public enum GatewayError {
  INVALID_BODY(400, "Invalid request body"),
  FORBIDDEN(403, "Forbidden"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  TOO_MANY_REQUESTS(429, "Too Many Requests"),
  INTERNAL(500, "Internal server error"),

  /** A backend has answered with an error or with an invalid answer. */
  INTEGRATION_FAILED(502, "Internal server error"),

  /** No connection to a backend could be made, or it ended before the answer. */
  INTEGRATION_UNREACHABLE(504, "Internal server error"),
  INTEGRATION_TIMED_OUT(504, "Endpoint request timed out");

  private final int status;
  private final String message;

  GatewayError(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }
}
