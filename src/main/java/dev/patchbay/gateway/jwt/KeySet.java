package dev.patchbay.gateway.jwt;

import dev.patchbay.model.Limit;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that an issuer publishes (RFC 7517), by their identifiers. */
record KeySet(Map<String, PublicKey> keys) {

  static final KeySet EMPTY = new KeySet(Map.of());

  /** A shorter key is no longer safe. */
  private static final int RSA_BITS_MIN = 2_048;

  private static final int RSA_BITS_MAX = Limit.JWT_KEY_BITS.intValue();

  KeySet {
    keys = Map.copyOf(keys);
  }

  /** Reads a set; keys that are of another kind, or not for signatures, are left out. */
  static KeySet of(Map<String, Object> document) {
    Map<String, PublicKey> keys = new HashMap<>();
    if (document.get("keys") instanceof List<?> list) {
      list.stream()
          .limit(Limit.JWT_KEYS.value())
          .forEach(
              each -> {
                if (each instanceof Map<?, ?> members
                    && members.get("kid") instanceof String id
                    && !"enc".equals(members.get("use"))) {
                  key(members).ifPresent(key -> keys.putIfAbsent(id, key));
                }
              });
    }
    return new KeySet(keys);
  }

  Optional<PublicKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  private static Optional<PublicKey> key(Map<?, ?> members) {
    try {
      if ("RSA".equals(members.get("kty"))) {
        return rsa(members);
      }
      return "EC".equals(members.get("kty")) && "P-256".equals(members.get("crv"))
          ? Optional.of(ellipticCurve(members))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<PublicKey> rsa(Map<?, ?> members) throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(members, "n"), number(members, "e")));
    int bits = ((RSAPublicKey) key).getModulus().bitLength();
    return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX ? Optional.of(key) : Optional.empty();
  }

  private static PublicKey ellipticCurve(Map<?, ?> members) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(members, "x"), number(members, "y")),
                curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(Map<?, ?> members, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(members.get(name))));
  }
}
