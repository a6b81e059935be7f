package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.model.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** SDKs find a wrong clock by these texts, and people their mistake. */
class RefusalTextTest {
  private static final SigV4Verifier VERIFIER =
      new SigV4Verifier(
          () -> SignedRequest.CREDENTIALS,
          InstantSource.fixed(Instant.parse("2015-08-30T12:36:30.500Z")));

  @Test
  void expired() {
    assertRefused(r -> r.date("20150830T123129Z"))
        .isEqualTo(
            "Signature expired: 20150830T123129Z is now earlier than 20150830T123130Z"
                + " (20150830T123630Z - 5 min.)");
  }

  @Test
  void notYetCurrent() {
    assertRefused(r -> r.date("20150831T000000Z"))
        .isEqualTo(
            "Signature not yet current: 20150831T000000Z is still later than 20150830T124130Z"
                + " (20150830T123630Z + 5 min.)");
  }

  @Test
  void allErrorsOfAScopeAreNamed() {
    assertRefused(r -> r.scope = "20150829/US East/execute-api/aws5_request")
        .isEqualTo(
            "Credential should be scoped to a valid region. Credential should be scoped to correct"
                + " service: 'apigateway'. Credential should be scoped with a valid terminator:"
                + " 'aws4_request'. Date in Credential scope does not match YYYYMMDD from ISO-8601"
                + " version of date from HTTP.");
  }

  @Test
  void allMissingPartsOfAnAuthorizationAreNamed() {
    MutableRequest request = new MutableRequest();
    request.without("X-Amz-Date");
    request.header("Authorization", "AWS4-HMAC-SHA256");

    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> VERIFIER.inspect(request.head()))
        .withMessage(
            "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
                + " Authorization header requires existence of a 'X-Amz-Date' header.");
  }

  @Test
  void anUnknownKeyAndAWrongTokenReadTheSame() {
    String unknown = "The security token included in the request is invalid.";

    assertRefused(r -> r.accessKeyId = "AKIDUNKNOWN").isEqualTo(unknown);
    assertRefused(r -> r.signed("x-amz-security-token", "made-up")).isEqualTo(unknown);
  }

  @Test
  void refusalsCarryNoStackTraceAndAwssNamesAndStatuses() {
    AuthException refusal = refusal(r -> r.method = "");

    assertThat(refusal.getStackTrace()).isEmpty();
    assertThat(AuthError.values())
        .extracting(error -> ErrorCode.valueOf(error.name()))
        .extracting(code -> code.shape() + " " + code.status())
        .containsExactly(
            "MissingAuthenticationTokenException 403",
            "UnrecognizedClientException 403",
            "InvalidSignatureException 403",
            "IncompleteSignatureException 400",
            "BadRequestException 400");
  }

  @Test
  void mostRequestsAreRefusedBeforeTheirBodyIsRead() {
    long early =
        SigV4MutationTest.mutations().stream()
            .filter(mutation -> mutation.answer() != null)
            .filter(mutation -> isRefusedByItsHead(mutation.apply()))
            .count();

    assertThat(early).isGreaterThan(55);
  }

  private static boolean isRefusedByItsHead(MutableRequest request) {
    try {
      VERIFIER.inspect(request.head());
      return false;
    } catch (AuthException e) {
      return true;
    }
  }

  private static AbstractStringAssert<?> assertRefused(Consumer<MutableRequest> change) {
    return assertThat(String.valueOf(refusal(change).getMessage()));
  }

  private static AuthException refusal(Consumer<MutableRequest> change) {
    MutableRequest request = new MutableRequest();
    change.accept(request);
    request.sign();
    try {
      VERIFIER.verify(VERIFIER.inspect(request.head()), request.body);
    } catch (AuthException e) {
      return e;
    }
    throw new AssertionError("not refused");
  }
}
