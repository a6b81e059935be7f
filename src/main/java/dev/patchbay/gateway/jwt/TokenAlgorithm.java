package dev.patchbay.gateway.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.stream.Stream;

/** The algorithms of signatures that are accepted (RFC 7518, section 3.1). */
enum TokenAlgorithm {
  RS256("SHA256withRSA", "RSA"),
  RS384("SHA384withRSA", "RSA"),
  RS512("SHA512withRSA", "RSA"),
  ES256("SHA256withECDSAinP1363Format", "EC");

  private final String jdkName;
  private final String keyType;

  TokenAlgorithm(String jdkName, String keyType) {
    this.jdkName = jdkName;
    this.keyType = keyType;
  }

  static Optional<TokenAlgorithm> named(String name) {
    return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
  }

  /** Whether a key of this type has made the signature. */
  boolean verifies(JsonWebToken token, PublicKey key) {
    if (!key.getAlgorithm().equals(keyType)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(jdkName);
      verifier.initVerify(key);
      verifier.update(token.signed().getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(token.signature().getBytes());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
