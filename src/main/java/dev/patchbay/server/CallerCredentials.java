package dev.patchbay.server;

import dev.patchbay.auth.CredentialsFile;
import dev.patchbay.auth.CredentialsSource;
import dev.patchbay.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The credentials of the callers, from the file that the settings name. */
public final class CallerCredentials {

  private CallerCredentials() {}

  /**
   * Reads the file. Blocks.
   *
   * @return empty where requests need no signature
   * @throws IOException naming the file when it cannot be read or is invalid
   */
  public static Optional<CredentialsSource> open(ServiceConfig config) throws IOException {
    Optional<Path> file = config.security().credentialsFile();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      CredentialsFile format = new CredentialsFile(config.account().accountId());
      return Optional.of(CredentialsSource.open(file.get(), format));
    } catch (IOException e) {
      throw new IOException(
          "the credentials file " + file.get() + " cannot be used: " + e.getMessage(), e);
    }
  }
}
