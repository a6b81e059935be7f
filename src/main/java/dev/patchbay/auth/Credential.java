package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller and its signing key. The secrets can be used inside this package only; two credentials
 * are equal only if they are the same object.
 */
public final class Credential {
  private final Caller caller;
  private final String secretAccessKey;
  private final @Nullable String sessionToken;

  /**
   * A credential.
   *
   * @param sessionToken the token that every request of a temporary key must have; null for a
   *     long-term key, whose requests must have none
   */
  public Credential(Caller caller, String secretAccessKey, @Nullable String sessionToken) {
    this.caller = caller;
    this.secretAccessKey = secretAccessKey;
    this.sessionToken = sessionToken;
  }

  public Caller caller() {
    return caller;
  }

  String secretAccessKey() {
    return secretAccessKey;
  }

  Optional<String> sessionToken() {
    return Optional.ofNullable(sessionToken);
  }

  /** Compares the token of a request, or its absence, in constant time. */
  boolean acceptsToken(@Nullable String token) {
    if (sessionToken == null || token == null) {
      return sessionToken == null && token == null;
    }
    return MessageDigest.isEqual(
        sessionToken.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Credential[" + caller.accessKeyId() + "]";
  }
}
