package dev.patchbay.gateway.jwt;

import dev.patchbay.model.Limit;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
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

  /** The work of a verification grows with them; issuers have 17. */
  private static final int EXPONENT_BITS_MAX = 64;

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
          ? ellipticCurve(members)
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
    int exponentBits = ((RSAPublicKey) key).getPublicExponent().bitLength();
    return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX && exponentBits <= EXPONENT_BITS_MAX
        ? Optional.of(key)
        : Optional.empty();
  }

  private static Optional<PublicKey> ellipticCurve(Map<?, ?> members)
      throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
    ECPoint point = new ECPoint(number(members, "x"), number(members, "y"));
    return isOn(p256.getCurve(), point)
        ? Optional.of(KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256)))
        : Optional.empty();
  }

  /** The JDK checks no point: {@code y^2 = x^3 + ax + b}, with both below the prime. */
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    BigInteger prime = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    return x.compareTo(prime) < 0
        && y.compareTo(prime) < 0
        && x.pow(3)
                .add(curve.getA().multiply(x))
                .add(curve.getB())
                .subtract(y.pow(2))
                .mod(prime)
                .signum()
            == 0;
  }

  private static BigInteger number(Map<?, ?> members, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(members.get(name))));
  }
}
