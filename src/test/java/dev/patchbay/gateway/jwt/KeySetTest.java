package dev.patchbay.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of an issuer are used (RFC 7517). */
final class KeySetTest {

  private static Map<String, Object> rsa(String id, int bits) {
    byte[] modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).toByteArray();
    Map<String, Object> key = new HashMap<>();
    key.put("kid", id);
    key.put("kty", "RSA");
    key.put("n", Base64.getUrlEncoder().encodeToString(modulus));
    key.put("e", "AQAB");
    return key;
  }

  @ParameterizedTest
  @CsvSource({"1024, false", "2048, true", "4096, true", "8192, false"})
  void aKeyHasAUsualLength(int bits, boolean isUsed) {
    KeySet keys = KeySet.of(Map.of("keys", List.of(rsa("k", bits))));
    assertThat(keys.find("k").isPresent()).isEqualTo(isUsed);
  }

  @ParameterizedTest
  @CsvSource({"use, enc", "kty, oct", "n, %", "kid,", "e, ''"})
  void aKeyOfAnotherKindIsLeftOut(String member, String value) {
    Map<String, Object> key = rsa("k", 2048);
    key.remove(member);
    if (value != null) {
      key.put(member, value);
    }
    assertThat(KeySet.of(Map.of("keys", List.of(key, rsa("next", 2048)))).keys().keySet())
        .containsExactly("next");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 100, 100_000})
  void aPointThatIsNotOnTheCurveIsLeftOut(int length) {
    byte[] coordinate = new byte[length];
    Arrays.fill(coordinate, (byte) 7);
    String text = Base64.getUrlEncoder().encodeToString(coordinate);
    Map<String, Object> key = Map.of("kid", "k", "kty", "EC", "crv", "P-256", "x", text, "y", text);
    assertThat(KeySet.of(Map.of("keys", List.of(key, rsa("next", 2048)))).keys().keySet())
        .containsExactly("next");
  }

  /** Its work grows with the bits of the exponent, and all issuers use a short one. */
  @Test
  void aKeyWithALongExponentIsLeftOut() {
    Map<String, Object> key = rsa("k", 2048);
    byte[] exponent = BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE).toByteArray();
    key.put("e", Base64.getUrlEncoder().encodeToString(exponent));
    assertThat(KeySet.of(Map.of("keys", List.of(key, rsa("next", 2048)))).keys().keySet())
        .containsExactly("next");
  }

  @Test
  void moreKeysThanAnIssuerNeedsAreLeftOut() {
    int most = Limit.JWT_KEYS.intValue();
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i <= most; i++) {
      keys.add(rsa("k" + i, 2048));
    }
    assertThat(KeySet.of(Map.of("keys", keys)).keys()).hasSize(most).doesNotContainKey("k" + most);
  }
}
