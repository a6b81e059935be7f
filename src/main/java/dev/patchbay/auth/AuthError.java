package dev.patchbay.auth;

/**
 * Why a request was turned away. The names and statuses are those of AWS's front end for this
 * service; {@link #BAD_REQUEST} is ours, for a target that no AWS client sends.
 */
public enum AuthError {
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403),
  INVALID_SIGNATURE("InvalidSignatureException", 403),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  BAD_REQUEST("BadRequestException", 400);

  private final String shape;
  private final int status;

  AuthError(String shape, int status) {
    this.shape = shape;
    this.status = status;
  }

  /** The error's name on the wire, for the header {@code x-amzn-ErrorType}. */
  public String shape() {
    return shape;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
