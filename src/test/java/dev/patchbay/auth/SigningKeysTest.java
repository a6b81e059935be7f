package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  @Test
  void theCacheIsBoundedWhateverTheRegions() {
    SigningKeys keys = new SigningKeys("apigateway");
    byte[] first = keys.sign(SignedRequest.LONG_TERM, "20150830", "us-east-1", "text");

    for (int i = 0; i < 3 * SigningKeys.KEYS_MAX; i++) {
      keys.sign(SignedRequest.LONG_TERM, "20150830", "region-" + i, "text");
    }

    assertThat(keys.size()).isEqualTo(SigningKeys.KEYS_MAX);
    assertThat(keys.sign(SignedRequest.LONG_TERM, "20150830", "us-east-1", "text"))
        .isEqualTo(first);
  }

  @Test
  void aNewSecretOfTheSameIdDoesNotUseTheOldKey() {
    SigningKeys keys = new SigningKeys("apigateway");
    Credential before = SignedRequest.credential("AKIDEXAMPLE", "before", null);
    Credential after = SignedRequest.credential("AKIDEXAMPLE", "after", null);

    assertThat(keys.sign(before, "20150830", "us-east-1", "text"))
        .isNotEqualTo(keys.sign(after, "20150830", "us-east-1", "text"));
  }

  /** The published example of "get-vanilla": its text to sign and its signature. */
  @Test
  void theDerivationIsAwss() {
    Credential credential =
        SignedRequest.credential("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
    String text =
        "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n"
            + "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63";

    byte[] signature = new SigningKeys("service").sign(credential, "20150830", "us-east-1", text);

    assertThat(HexFormat.of().formatHex(signature))
        .isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }
}
