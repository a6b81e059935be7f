package dev.patchbay.auth;

/**
 * A refusal. The message is meant for the caller of the API: it holds no secret and no text that
 * the request brought, except a date that was found well-formed.
 */
public final class AuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthError error;

  AuthException(AuthError error, String message) {
    // Without a stack trace: an attacker decides how often this is thrown.
    super(message, null, false, false);
    this.error = error;
  }

  public AuthError error() {
    return error;
  }
}
