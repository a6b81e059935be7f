package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsFileTest {
  private static final String KEYS =
      "aws_access_key_id = AKIDONE\naws_secret_access_key = s3cr3t/+=\n";

  private final CredentialsFile file = new CredentialsFile("123456789012");

  @Test
  void aProfileIsACaller() throws CredentialsFileException {
    Credentials credentials =
        parse(
            """
            # who may call
            ; and how often

            [deploy]
            aws_access_key_id=AKIDONE
            aws_secret_access_key = a/b+c=d#e;f  # after a blank it is a comment
            aws_session_token = token==
            patchbay_account_id = 000000000042
            patchbay_role = readonly
            patchbay_throttle_rate = 10
            patchbay_throttle_burst = 40

            [ reader one ]
            AWS_ACCESS_KEY_ID = AKIDTWO
            aws_secret_access_key = other
            region = eu-central-1
            s3 =
              max_concurrent_requests = 20
            """);

    assertThat(credentials.size()).isEqualTo(2);
    Credential deploy = find(credentials, "AKIDONE");
    assertThat(deploy.caller())
        .isEqualTo(
            new Caller(
                "AKIDONE", "000000000042", Role.READONLY, OptionalInt.of(10), OptionalInt.of(40)));
    assertThat(deploy.secretAccessKey()).isEqualTo("a/b+c=d#e;f");
    assertThat(deploy.acceptsToken("token==")).isTrue();
    assertThat(deploy.acceptsToken(null)).isFalse();
    assertThat(find(credentials, "AKIDTWO").caller())
        .isEqualTo(
            new Caller(
                "AKIDTWO",
                "123456789012",
                Role.READWRITE,
                OptionalInt.empty(),
                OptionalInt.empty()));
    assertThat(credentials.find("AKIDTHREE")).isNull();
  }

  @Test
  void lineEndsAndAByteOrderMarkDoNotMatter() throws CredentialsFileException {
    assertThat(parse("\ufeff[a]\r\n" + KEYS.replace("\n", "\r\n")).size()).isEqualTo(1);
  }

  @Test
  void aThrottleIsThatOfTheAccount() throws CredentialsFileException {
    Credentials credentials =
        parse(
            "[a]\n"
                + KEYS
                + "[b]\npatchbay_throttle_rate = 0\n"
                + KEYS.replace("ONE", "TWO")
                + "[c]\npatchbay_account_id = 000000000001\n"
                + KEYS.replace("ONE", "THREE"));

    assertThat(find(credentials, "AKIDONE").caller().throttleRatePerSecond()).hasValue(0);
    assertThat(find(credentials, "AKIDTWO").caller().throttleRatePerSecond()).hasValue(0);
    assertThat(find(credentials, "AKIDTHREE").caller().throttleRatePerSecond()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "patchbay_role = admin | profile \"a\", line 4: patchbay_role must be readwrite or readonly",
        "patchbay_role = | profile \"a\", line 4: patchbay_role must be readwrite or readonly",
        "patchbay_rôle = readonly | profile \"a\", line 4: no patchbay_ property has this name",
        "patchbay_account_id = 42 | profile \"a\", line 4: patchbay_account_id must be twelve digits",
        "patchbay_throttle_rate = -1 | profile \"a\", line 4: patchbay_throttle_rate must be a whole"
            + " number from 0 to 1000000",
        "patchbay_throttle_rate = 1.5 | profile \"a\", line 4: patchbay_throttle_rate must be a"
            + " whole number from 0 to 1000000",
        "patchbay_throttle_burst = 0 | profile \"a\", line 4: patchbay_throttle_burst must be a"
            + " whole number from 1 to 1000000",
        "aws_session_token = | profile \"a\", line 4: aws_session_token is missing",
        "aws_session_token = a b | profile \"a\", line 4: aws_session_token holds a character that"
            + " it may not",
        "aws_secret_access_key = twice | profile \"a\", line 4: aws_secret_access_key stands twice",
        "s3cr3t | line 4: neither a profile, a property nor a comment",
        "= s3cr3t | line 4: neither a profile, a property nor a comment",
        "[a] | line 4: this profile stands twice",
        "[b | line 4: a profile is a name in brackets, in printable ASCII",
        "[] | line 4: a profile is a name in brackets, in printable ASCII",
        "[b] | profile \"b\", line 4: aws_access_key_id is missing",
      })
  void aMalformedLineIsNamed(String line, String message) {
    assertBroken("[a]\n" + KEYS + line + "\n", message);
  }

  @Test
  void theLineOfADuplicateKeyIsNamed() {
    assertBroken(
        "[a]\n" + KEYS + "[b]\n" + KEYS,
        "profile \"b\", line 5: aws_access_key_id is that of another profile");
  }

  @Test
  void anAccountWithTwoThrottlesIsRefused() {
    assertBroken(
        "[a]\n"
            + KEYS
            + "patchbay_throttle_rate = 1\n[b]\n"
            + KEYS.replace("ONE", "TWO")
            + "patchbay_throttle_rate = 2\n",
        "profile \"b\", line 8: patchbay_throttle_rate differs from that of another profile of the"
            + " same account");
  }

  @Test
  void aProfileWithoutSecretIsRefused() {
    assertBroken(
        "[a]\naws_access_key_id = AKIDONE\n",
        "profile \"a\", line 1: aws_secret_access_key is missing");
  }

  @Test
  void aKeyIdThatCouldNotStandInACredentialIsRefused() {
    assertBroken(
        "[a]\naws_access_key_id = AKID/ONE\n",
        "profile \"a\", line 2: aws_access_key_id holds a character that it may not");
    assertBroken(
        "[a]\naws_access_key_id = " + "A".repeat(129) + "\n",
        "profile \"a\", line 2: aws_access_key_id is longer than 128 characters");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertBroken("", "there is no profile in it");
    assertBroken("# soon\n", "there is no profile in it");
    assertBroken(KEYS, "line 1: a property stands before the first profile");
  }

  @Test
  void anotherEncodingIsRefused() {
    assertThatExceptionOfType(CredentialsFileException.class)
        .isThrownBy(() -> file.parse(new byte[] {'[', 'a', ']', (byte) 0xff}))
        .withMessage("it is not UTF-8");
  }

  @Test
  void theDefaultAccountIsTwelveDigits() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CredentialsFile("12345678901"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CredentialsFile("12345678901a"));
  }

  private Credentials parse(String text) throws CredentialsFileException {
    return file.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertBroken(String text, String message) {
    assertThatExceptionOfType(CredentialsFileException.class)
        .isThrownBy(() -> parse(text))
        .withMessage(message)
        .withMessageNotContainingAny("s3cr3t", "twice =");
  }

  private static Credential find(Credentials credentials, String accessKeyId) {
    return Objects.requireNonNull(credentials.find(accessKeyId));
  }
}
