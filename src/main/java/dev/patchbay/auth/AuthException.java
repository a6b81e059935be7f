package dev.patchbay.auth;

/**
 * The refusal of a request. Its message is sent to the caller of the API: it holds no secret and no
 * text of the request, except a well-formed date.
 */
public final class AuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthError error;

  AuthException(AuthError error, String message) {
    // No stack trace, because an attacker decides how often this is thrown.
    super(message, null, false, false);
    this.error = error;
  }

  public AuthError error() {
    return error;
  }
}
