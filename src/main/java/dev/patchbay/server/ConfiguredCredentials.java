package dev.patchbay.server;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.auth.ApiKeysFile;
import dev.patchbay.auth.Credentials;
import dev.patchbay.auth.CredentialsFile;
import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The credentials of the callers and of the service itself, and the API keys of clients, from the
 * files of the settings.
 *
 * @param callers empty where requests need no signature
 * @param backends empty where requests to services of AWS are not signed
 * @param apiKeys empty where no API key is accepted
 */
public record ConfiguredCredentials(
    Optional<ReloadedFile<Credentials>> callers,
    Optional<ReloadedFile<Credentials>> backends,
    Optional<ReloadedFile<ApiKeys>> apiKeys) {

  private static final String CREDENTIALS = "credentials";
  private static final String API_KEYS = "API keys";

  /**
   * Reads the files. Blocks.
   *
   * @throws IOException naming the file when it cannot be read, is invalid or, for the service
   *     itself, has several profiles
   */
  static ConfiguredCredentials open(ServiceConfig config) throws IOException {
    return new ConfiguredCredentials(
        ofCallers(config),
        ofBackends(config),
        open(config.gateway().apiKeysFile(), new ApiKeysFile(), API_KEYS));
  }

  /**
   * Reads the credentials of the callers. Blocks.
   *
   * @return empty where requests need no signature
   * @throws IOException naming the file when it cannot be read or is invalid
   */
  public static Optional<ReloadedFile<Credentials>> ofCallers(ServiceConfig config)
      throws IOException {
    return open(config.security().credentialsFile(), format(config), CREDENTIALS);
  }

  private static Optional<ReloadedFile<Credentials>> ofBackends(ServiceConfig config)
      throws IOException {
    Optional<ReloadedFile<Credentials>> source =
        open(config.backends().credentialsFile(), format(config), CREDENTIALS);
    if (source.isPresent() && source.get().get().only().isEmpty()) {
      throw new IOException(
          "the credentials file "
              + source.get().file()
              + " cannot be used: it has several profiles");
    }
    return source;
  }

  private static CredentialsFile format(ServiceConfig config) {
    return new CredentialsFile(config.account().accountId());
  }

  private static <T> Optional<ReloadedFile<T>> open(
      Optional<Path> file, ReloadedFile.Format<T> format, String content) throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ReloadedFile.open(file.get(), format));
    } catch (IOException e) {
      throw new IOException(
          "the %s file %s cannot be used: %s".formatted(content, file.get(), e.getMessage()), e);
    }
  }

  /** Receives each file with the word for its content. */
  interface Watching {
    void watch(ReloadedFile<?> file, String content);
  }

  void forEach(Watching watching) {
    callers.ifPresent(file -> watching.watch(file, CREDENTIALS));
    backends.ifPresent(file -> watching.watch(file, CREDENTIALS));
    apiKeys.ifPresent(file -> watching.watch(file, API_KEYS));
  }
}
