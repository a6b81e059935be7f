package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.testkit.TestCaller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * URLs that the SDK for Java presigns for {@code execute-api}, as they are and spoilt. The texts of
 * AWS's front end name all missing parameters in one message.
 */
class PresignedUrlTest {
  private static final Instant SIGNED = Instant.parse("2015-08-30T12:36:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TestCaller CALLER =
      new TestCaller("AKIAIOSFODNN7EXAMPLE", SignedRequest.SECRET, "", "");
  private static final TestCaller SESSION =
      new TestCaller(
          "ASIAIOSFODNN7EXAMPLE", SignedRequest.SESSION_SECRET, SignedRequest.SESSION_TOKEN, "");

  private final List<Map.Entry<String, String>> headers =
      new ArrayList<>(List.of(Map.entry("Host", "gateway.example")));
  private Instant now = SIGNED;

  private static String presign(TestCaller caller, Duration validity) {
    URI url =
        caller.presign(
            "execute-api",
            Clock.fixed(SIGNED, ZoneOffset.UTC),
            URI.create("https://gateway.example/prod?room=a%20b&room=%2F&empty="),
            validity);
    return url.getRawPath() + "?" + url.getRawQuery();
  }

  private String verify(String target) {
    SigV4Verifier verifier =
        new SigV4Verifier("execute-api", () -> SignedRequest.CREDENTIALS, () -> now);
    return verifier
        .verify(verifier.inspectPresignable(new RequestHead("GET", target, headers)), new byte[0])
        .accessKeyId();
  }

  private AbstractStringAssert<?> assertRefused(String target, AuthError error) {
    return assertThat(
        assertThatExceptionOfType(AuthException.class)
            .isThrownBy(() -> verify(target))
            .returns(error, AuthException::error)
            .actual()
            .getMessage());
  }

  @Test
  void theUrlOfALongTermKeyIsAccepted() {
    assertThat(verify(presign(CALLER, HOUR))).isEqualTo("AKIAIOSFODNN7EXAMPLE");
  }

  @Test
  void theUrlOfASessionIsAcceptedWithItsTokenOnly() {
    String url = presign(SESSION, HOUR);
    assertThat(url).contains("X-Amz-Security-Token=");
    assertThat(verify(url)).isEqualTo("ASIAIOSFODNN7EXAMPLE");

    assertRefused(presign(SESSION.withToken("another"), HOUR), AuthError.UNRECOGNIZED_CLIENT);
    assertRefused(
        url.replaceFirst("X-Amz-Security-Token=[^&]*&?", ""), AuthError.INVALID_SIGNATURE);
    headers.add(Map.entry("x-amz-security-token", SignedRequest.SESSION_TOKEN));
    assertRefused(
        url.replaceFirst("X-Amz-Security-Token=[^&]*&?", ""), AuthError.INVALID_SIGNATURE);
  }

  /** Made by {@code SigV4QueryAuth} of botocore 1.43.11. */
  @Test
  void theUrlOfBotocoreIsAccepted() {
    String url =
        "/prod?room=a%20b&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAIOSFODNN7"
            + "EXAMPLE%2F20150830%2Fus-east-1%2Fexecute-api%2Faws4_request&X-Amz-Date=20150830T"
            + "123600Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=IQoJb3Jp"
            + "Z2luX2VjEXAMPLE%2F%2F%2B%3D%2Ftoken%3D%3D&X-Amz-Signature=968f66783875dbfe53a761"
            + "e1660b76823fa4ad6bf25fa1fe8a1ab39976039efc";
    now = SIGNED.plusSeconds(900);
    assertThat(verify(url)).isEqualTo("ASIAIOSFODNN7EXAMPLE");
    assertRefused(url.replace("prod", "test"), AuthError.INVALID_SIGNATURE);
    now = SIGNED.plusSeconds(901);
    assertRefused(url, AuthError.INVALID_SIGNATURE).endsWith(" - 15 min.)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKIAIOSFODNN7EXAMPLE", "room=", "prod", "SignedHeaders=host", "3600"})
  void everyPartIsSigned(String part) {
    assertRefused(
            presign(CALLER, HOUR).replaceFirst(part, part + "x"),
            switch (part) {
              case "AKIAIOSFODNN7EXAMPLE" -> AuthError.UNRECOGNIZED_CLIENT;
              case "3600" -> AuthError.INCOMPLETE_SIGNATURE;
              default -> AuthError.INVALID_SIGNATURE;
            })
        .doesNotContain(SignedRequest.SECRET);
  }

  @Test
  void aLongerValidityThanSignedIsRefused() {
    assertRefused(
        presign(CALLER, HOUR).replace("Expires=3600", "Expires=7200"), AuthError.INVALID_SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({"3600,0", "3600,3600", "1,1", "604800,604800", "3600,-300"})
  void aUrlIsValidUntilItExpires(int validitySeconds, int laterSeconds) {
    now = SIGNED.plusSeconds(laterSeconds);
    assertThat(verify(presign(CALLER, Duration.ofSeconds(validitySeconds)))).isNotEmpty();
  }

  @Test
  void anExpiredUrlIsRefused() {
    now = SIGNED.plusSeconds(3601);
    assertRefused(presign(CALLER, HOUR), AuthError.INVALID_SIGNATURE)
        .isEqualTo(
            "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z"
                + " (20150830T133601Z - 60 min.)");
    now = SIGNED.plusSeconds(91);
    assertRefused(presign(CALLER, Duration.ofSeconds(90)), AuthError.INVALID_SIGNATURE)
        .endsWith("(20150830T123731Z - 90 sec.)");
  }

  @Test
  void aUrlOfTheFutureIsRefused() {
    now = SIGNED.minusSeconds(301);
    assertRefused(presign(CALLER, HOUR), AuthError.INVALID_SIGNATURE)
        .startsWith("Signature not yet current: ");
  }

  /** AWS Amplify sends no {@code X-Amz-Expires}. */
  @Test
  void withoutAValidityAUrlIsValidForFiveMinutes() {
    String url =
        "/prod?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20150830%2F"
            + "us-east-1%2Fexecute-api%2Faws4_request&X-Amz-Date=20150830T123600Z"
            + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "2daf45c2be5bfe5c4d9aa890ffa4b1419db70ffa027e73ef383e9df3c598f12d";
    now = SIGNED.plusSeconds(300);
    assertThat(verify(url)).isEqualTo("AKIAIOSFODNN7EXAMPLE");
    now = SIGNED.plusSeconds(301);
    assertRefused(url, AuthError.INVALID_SIGNATURE).endsWith("(20150830T124101Z - 5 min.)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "604801", "-1", "1e3", "", "99999999999999999999", "%2B5"})
  void aValidityOfAnotherFormIsRefused(String seconds) {
    assertRefused(
        presign(CALLER, HOUR).replace("Expires=3600", "Expires=" + seconds),
        AuthError.INCOMPLETE_SIGNATURE);
  }

  @Test
  void allMissingParametersAreNamed() {
    assertRefused("/prod?X-Amz-Algorithm=", AuthError.INCOMPLETE_SIGNATURE)
        .isEqualTo(
            "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters"
                + " must include 'X-Amz-Credential'. AWS query-string parameters must include"
                + " 'X-Amz-Signature'. AWS query-string parameters must include"
                + " 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'."
                + " Re-examine the query-string parameters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Algorithm", "Credential", "Signature", "SignedHeaders", "Date", "Expires"})
  void aDoubledParameterIsRefused(String name) {
    assertRefused(
            presign(CALLER, HOUR) + "&X-Amz-%s=x".formatted(name.replace("e", "%65")),
            AuthError.INCOMPLETE_SIGNATURE)
        .isEqualTo("The query-string parameter 'X-Amz-" + name + "' must come once.");
  }

  @Test
  void anotherAlgorithmIsRefused() {
    assertRefused(
        presign(CALLER, HOUR).replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
        AuthError.INCOMPLETE_SIGNATURE);
  }

  @Test
  void aSignatureInBothPlacesIsRefused() {
    headers.add(Map.entry("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e"));
    assertRefused(presign(CALLER, HOUR), AuthError.INVALID_SIGNATURE)
        .isEqualTo(
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                + " header.");
  }

  @Test
  void anAmzHeaderThatIsNotSignedIsRefused() {
    headers.add(Map.entry("X-Amz-Target", "x"));
    assertRefused(presign(CALLER, HOUR), AuthError.INVALID_SIGNATURE);
  }

  @Test
  void withoutASignatureInTheQueryTheHeaderCounts() {
    assertRefused("/prod?X-Amz-Signature=x", AuthError.MISSING_AUTHENTICATION_TOKEN)
        .isEqualTo("Missing Authentication Token");
  }

  @Test
  void requestsThatAreNoHandshakesMayNotBePresigned() {
    SigV4Verifier verifier =
        new SigV4Verifier("execute-api", () -> SignedRequest.CREDENTIALS, () -> SIGNED);
    RequestHead head = new RequestHead("GET", presign(CALLER, HOUR), headers);
    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verifier.inspect(head))
        .returns(AuthError.MISSING_AUTHENTICATION_TOKEN, AuthException::error);
  }

  @Test
  void neitherTokenNorSignatureIsInATextOfThem() {
    String url = presign(SESSION, HOUR);
    AuthorizationQuery query = AuthorizationQuery.parse(url.substring(url.indexOf('?') + 1));
    assertThat(query + " " + query.authorization()).isEqualTo("AuthorizationQuery Authorization");
  }
}
