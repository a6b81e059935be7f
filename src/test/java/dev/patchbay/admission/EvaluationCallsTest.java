package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The callers that may evaluate, and their limits. */
@ExtendWith(RedisServerExtension.class)
class EvaluationCallsTest {

  private static final String REQUEST =
      "{\"reply\":{\"body\":\"b\"},\"changes\":{\"new\":{\"integrationResponseKey\":\"$default\"}}}";

  private static final TestCaller SLOW =
      TestCaller.inAccount(
          "AKIASLOW000000000001",
          "slow-Secret/With+Signs=5",
          "333333333333",
          "patchbay_throttle_rate = 1\npatchbay_throttle_burst = 3\n");

  /** The limit fills up by one request a second, and these take less than a second each. */
  private static final int REQUESTS_MAX = 100;

  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    redis.flushAll();
    Path file =
        TestCaller.write(
            directory.resolve("callers"),
            TestCaller.ALICE,
            TestCaller.BOB,
            TestCaller.READER,
            SLOW);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString(), "PATCHBAY_THROTTLE_RATE", "0"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SignedHttp as(TestCaller caller) {
    URI address = server.address();
    return new SignedHttp(address, caller);
  }

  private static String createIntegration(TestCaller caller) {
    String api = as(caller).createApi();
    Answer made = as(caller).send("POST", api + "/integrations", "{\"integrationType\":\"MOCK\"}");
    return api.replace("/v2/", "/patchbay/v1/")
        + "/integrations/"
        + made.json().getString("integrationId")
        + "/evaluations";
  }

  @Test
  void readOnlyCallerMayEvaluateChanges() {
    Answer answer =
        as(TestCaller.READER).send("POST", createIntegration(TestCaller.ALICE), REQUEST);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("frame").getString("text")).isEqualTo("b");
  }

  @Test
  void callerOfAnotherAccountFindsNoIntegration() {
    as(TestCaller.BOB)
        .send("POST", createIntegration(TestCaller.ALICE), REQUEST)
        .assertError(404, "NotFoundException");
  }

  @Test
  void requestWithoutASignatureIsRefused() {
    new Http(server.address())
        .post(createIntegration(TestCaller.ALICE), REQUEST)
        .assertError(403, "MissingAuthenticationTokenException");
  }

  @Test
  void callerBeyondTheLimitIsRefused() {
    String evaluations = createIntegration(SLOW);

    Answer refused =
        Stream.generate(() -> as(SLOW).send("POST", evaluations, REQUEST))
            .limit(REQUESTS_MAX)
            .filter(answer -> answer.status() != 200)
            .findFirst()
            .orElseThrow();

    refused.assertError(429, "TooManyRequestsException");
  }
}
