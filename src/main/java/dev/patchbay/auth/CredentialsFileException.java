package dev.patchbay.auth;

import java.io.IOException;

/**
 * A file of credentials or of API keys is invalid. The message names the profile and the line,
 * never a value: a misplaced value may be a secret.
 */
public final class CredentialsFileException extends IOException {
  private static final long serialVersionUID = 1L;

  CredentialsFileException(String message) {
    super(message);
  }
}
