package dev.patchbay.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The verifier is held against AWS's own signers elsewhere, and judges this one here. */
final class RequestSignerTest {

  private static final int REQUESTS = 1_000;
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

  private static final long SEED = Seeded.seed();

  private final SigV4Verifier verifier =
      new SigV4Verifier(() -> SignedRequest.CREDENTIALS, InstantSource.fixed(NOW));
  private final RequestSigner signer = new RequestSigner("apigateway");

  @Test
  void aSignedRequestIsVerifiedWithItsBodyAndNoOther() {
    Random random = new Random(SEED);
    for (int i = 0; i < REQUESTS; i++) {
      RandomRequest request = new RandomRequest(random);
      RequestHead signed = sign(hosted(request.head()), request.body(), NOW);
      String label = "-Dpatchbay.seed=" + SEED + ", request " + i + ": " + signed.target();
      UnverifiedSignature signature = verifier.inspect(signed);
      assertThat(verifier.verify(signature, request.body()))
          .as(label)
          .isEqualTo(SignedRequest.LONG_TERM.caller());
      byte[] other = (new String(request.body(), ISO_8859_1) + "x").getBytes(ISO_8859_1);
      assertThatExceptionOfType(AuthException.class)
          .as(label)
          .isThrownBy(() -> verifier.verify(signature, other));
    }
  }

  @Test
  void aSignatureOfLongAgoIsRefused() {
    RequestHead head =
        new RequestHead("GET", "/v2/apis", List.of(Map.entry("host", "127.0.0.1:8080")));
    RequestHead signed = sign(head, new byte[0], NOW.minus(Duration.ofMinutes(6)));
    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verifier.inspect(signed))
        .withMessageStartingWith("Signature expired: ");
  }

  private RequestHead sign(RequestHead head, byte[] body, Instant at) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(head.headers());
    headers.addAll(signer.sign(head, body, SignedRequest.LONG_TERM, "eu-west-1", at).entrySet());
    return new RequestHead(head.method(), head.target(), headers);
  }

  private static RequestHead hosted(RequestHead head) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(head.headers());
    if (headers.stream().noneMatch(header -> header.getKey().equalsIgnoreCase("host"))) {
      headers.add(Map.entry("Host", "patchbay.example"));
    }
    return new RequestHead(head.method(), head.target(), headers);
  }
}
