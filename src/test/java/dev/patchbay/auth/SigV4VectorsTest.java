package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that real clients signed, and AWS's published vectors, are decided correctly. */
class SigV4VectorsTest {
  static List<SignedRequest> clients() {
    return SignedRequest.read("client-vectors.txt");
  }

  static List<SignedRequest> published() {
    return SignedRequest.read("published-vectors.txt");
  }

  @Test
  void noVectorIsLost() {
    assertThat(clients()).hasSize(52);
    assertThat(published()).hasSize(40);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aClientsRequestIsVerified(SignedRequest request) {
    SigV4Verifier verifier = request.verifierAtItsTime("apigateway", SignedRequest.CREDENTIALS);

    Caller caller = verifier.verify(verifier.inspect(request.head()), request.body());

    assertThat(request.header("authorization")).contains("=" + caller.accessKeyId() + "/");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aClientsRequestWithAnotherBodyIsRefused(SignedRequest request) {
    SigV4Verifier verifier = request.verifierAtItsTime("apigateway", SignedRequest.CREDENTIALS);
    UnverifiedSignature signature = verifier.inspect(request.head());
    byte[] longer = Arrays.copyOf(request.body(), request.body().length + 1);

    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verifier.verify(signature, longer))
        .returns(AuthError.INVALID_SIGNATURE, AuthException::error);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aClientsRequestForAnotherServiceIsRefused(SignedRequest request) {
    SigV4Verifier verifier = request.verifierAtItsTime("execute-api", SignedRequest.CREDENTIALS);

    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verifier.inspect(request.head()))
        .withMessage("Credential should be scoped to correct service: 'execute-api'.");
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPublishedExampleIsDecidedRight(SignedRequest request) {
    String token =
        request.head().headers().stream()
            .filter(header -> header.getKey().equals("X-Amz-Security-Token"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    Credential credential =
        SignedRequest.credential("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);
    SigV4Verifier verifier =
        request.verifierAtItsTime("service", Credentials.of(List.of(credential)));

    if (request.expected() == null) {
      assertThat(verifier.verify(verifier.inspect(request.head()), request.body()))
          .isEqualTo(credential.caller());
    } else {
      assertThatExceptionOfType(AuthException.class)
          .isThrownBy(() -> verifier.verify(verifier.inspect(request.head()), request.body()))
          .returns(request.expected(), AuthException::error);
    }
  }
}
