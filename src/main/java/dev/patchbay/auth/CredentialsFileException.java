package dev.patchbay.auth;

import java.io.IOException;

/**
 * A credentials file that cannot be used. The message names the profile and the line, never a
 * value: what stands in the wrong place may be a secret.
 */
public final class CredentialsFileException extends IOException {
  private static final long serialVersionUID = 1L;

  CredentialsFileException(String message) {
    super(message);
  }
}
