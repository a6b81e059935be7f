package dev.patchbay.gateway.jwt;

/** A token that is refused; the message is for its client. */
public final class InvalidTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidTokenException(String description) {
    super(description, null, false, false);
  }
}
