package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Signatures are counted by their outcome. */
@ExtendWith(RedisServerExtension.class)
final class SignatureMetricsTest {

  @Test
  void countsValidSignaturesAndEveryKindOfInvalidOne(RedisServer redis, @TempDir Path directory)
      throws Exception {
    redis.flushAll();
    Path callers =
        TestCaller.write(directory.resolve("callers"), TestCaller.ALICE, TestCaller.READER);
    try (PatchbayServer server =
        LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_CREDENTIALS_FILE", callers.toString()))) {
      Http plain = new Http(server.address());
      SignedHttp alice = new SignedHttp(server.address(), TestCaller.ALICE);
      assertThat(alice.get("/v2/apis").status()).isEqualTo(200);
      assertThat(alice.get("/v2/apis/none").status()).isEqualTo(404);
      SignedHttp reader = new SignedHttp(server.address(), TestCaller.READER);
      assertThat(reader.send("POST", "/v2/apis", SignedHttp.API).status()).isEqualTo(403);
      assertThat(plain.get("/v2/apis").errorType())
          .isEqualTo("MissingAuthenticationTokenException");
      TestCaller liar = TestCaller.ALICE.withSecret("another");
      assertThat(new SignedHttp(server.address(), liar).get("/v2/apis").errorType())
          .isEqualTo("InvalidSignatureException");
      assertThat(new SignedHttp(server.address(), TestCaller.BOB).get("/v2/apis").errorType())
          .isEqualTo("UnrecognizedClientException");

      assertThat(new Http(server.managementAddress()).get("/metrics").body().lines())
          .contains(
              "patchbay_signatures_total{outcome=\"verified\"} 3.0",
              "patchbay_signatures_total{outcome=\"MissingAuthenticationTokenException\"} 1.0",
              "patchbay_signatures_total{outcome=\"InvalidSignatureException\"} 1.0",
              "patchbay_signatures_total{outcome=\"UnrecognizedClientException\"} 1.0",
              "patchbay_signatures_total{outcome=\"IncompleteSignatureException\"} 0.0");
    }
  }
}
