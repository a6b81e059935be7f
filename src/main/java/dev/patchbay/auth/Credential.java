package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A caller and the key that it signs with. The secrets can be used inside this package and read
 * nowhere; two credentials are equal only if they are the same object.
 */
public final class Credential {
  private final Caller caller;
  private final String secretAccessKey;
  private final @Nullable String sessionToken;

  /**
   * A credential.
   *
   * @param sessionToken the token that must come with every request of a temporary key; null for a
   *     long-term key, with which no token may come
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

  /** Whether the token that came, or did not come, is the right one, in constant time. */
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
