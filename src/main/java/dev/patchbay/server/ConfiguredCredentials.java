package dev.patchbay.server;

import dev.patchbay.auth.CredentialsFile;
import dev.patchbay.auth.CredentialsSource;
import dev.patchbay.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The credentials of the callers and of the service itself, from the files of the settings. */
public final class ConfiguredCredentials {

  private ConfiguredCredentials() {}

  /**
   * Reads the credentials of the callers. Blocks.
   *
   * @return empty where requests need no signature
   * @throws IOException naming the file when it cannot be read or is invalid
   */
  public static Optional<CredentialsSource> ofCallers(ServiceConfig config) throws IOException {
    return open(config.security().credentialsFile(), config);
  }

  /**
   * Reads the credentials by which requests to services of AWS are signed. Blocks.
   *
   * @return empty where they are not signed
   * @throws IOException naming the file when it cannot be read, is invalid or has several profiles
   */
  static Optional<CredentialsSource> ofBackends(ServiceConfig config) throws IOException {
    Optional<CredentialsSource> source = open(config.backends().credentialsFile(), config);
    if (source.isPresent() && source.get().get().only().isEmpty()) {
      throw new IOException(
          "the credentials file "
              + config.backends().credentialsFile().orElseThrow()
              + " cannot be used: it has several profiles");
    }
    return source;
  }

  private static Optional<CredentialsSource> open(Optional<Path> file, ServiceConfig config)
      throws IOException {
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
