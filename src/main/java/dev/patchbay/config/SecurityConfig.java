package dev.patchbay.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The authentication of callers, and TLS.
 *
 * @param auth whether callers must sign
 * @param credentialsFile the callers; empty where anyone may call
 * @param tlsCertificateFile PEM; empty for cleartext
 * @param tlsKeyFile PEM; present exactly if the certificate is
 */
public record SecurityConfig(
    AuthMode auth,
    Optional<Path> credentialsFile,
    Optional<Path> tlsCertificateFile,
    Optional<Path> tlsKeyFile) {

  /**
   * Returns the contradictions between these settings; an open service must be configured
   * explicitly.
   */
  List<String> problems(String host) {
    List<String> problems = new ArrayList<>();
    if (auth == AuthMode.OFF && credentialsFile.isPresent()) {
      problems.add(
          "PATCHBAY_AUTH is off, which contradicts PATCHBAY_CREDENTIALS_FILE: set one of them");
    }
    if (auth == AuthMode.SIGV4 && credentialsFile.isEmpty()) {
      problems.add("PATCHBAY_AUTH is sigv4, which needs PATCHBAY_CREDENTIALS_FILE");
    }
    if (auth == AuthMode.AUTO && credentialsFile.isEmpty() && !isLoopback(host)) {
      problems.add(
          "PATCHBAY_HTTP_HOST is "
              + host
              + ", where anyone could call without credentials: set PATCHBAY_CREDENTIALS_FILE, or"
              + " PATCHBAY_AUTH=off if that is meant");
    }
    if (tlsCertificateFile.isPresent() != tlsKeyFile.isPresent()) {
      problems.add("PATCHBAY_TLS_CERT_FILE and PATCHBAY_TLS_KEY_FILE need each other");
    }
    return problems;
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException ignored) {
      return false;
    }
  }
}
