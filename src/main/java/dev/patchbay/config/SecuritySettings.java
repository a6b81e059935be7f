package dev.patchbay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the authentication of callers, and of TLS. */
final class SecuritySettings {

  static final Setting<AuthMode> AUTH =
      Setting.oneOf(
          "PATCHBAY_AUTH",
          AuthMode.AUTO,
          "Whether requests must be signed. auto: they must where there is a credentials file, and"
              + " without one the service listens on a loopback address only.");

  static final Setting<Optional<Path>> CREDENTIALS_FILE =
      Setting.file(
          "PATCHBAY_CREDENTIALS_FILE",
          "a file in the format of AWS shared credentials",
          "The callers; read again when it changes.");

  static final Setting<Optional<Path>> TLS_CERT_FILE =
      Setting.file(
          "PATCHBAY_TLS_CERT_FILE",
          "a PEM file",
          "The certificate chain of the control plane; read again when it changes.");

  static final Setting<Optional<Path>> TLS_KEY_FILE =
      Setting.file("PATCHBAY_TLS_KEY_FILE", "a PEM file", "The key of the certificate.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL = List.of(AUTH, CREDENTIALS_FILE, TLS_CERT_FILE, TLS_KEY_FILE);

  private SecuritySettings() {}

  static SecurityConfig from(Map<String, String> environment) {
    return new SecurityConfig(
        AUTH.from(environment),
        CREDENTIALS_FILE.from(environment),
        TLS_CERT_FILE.from(environment),
        TLS_KEY_FILE.from(environment));
  }
}
