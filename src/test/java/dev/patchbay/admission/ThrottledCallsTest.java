package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.Http;
import dev.patchbay.Http.Answer;
import dev.patchbay.PatchbayServer;
import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

/** What a caller beyond its limit sees, and whose quota a request spends. */
@ExtendWith(RedisServerExtension.class)
class ThrottledCallsTest {

  private static final TestCaller SLOW =
      TestCaller.inAccount(
          "AKIASLOW000000000001",
          "slow-Secret",
          "333333333333",
          "patchbay_throttle_rate = 1\npatchbay_throttle_burst = 2\n");
  private static final TestCaller FREE =
      TestCaller.inAccount(
          "AKIAFREE000000000001", "free-Secret", "444444444444", "patchbay_throttle_rate = 0\n");

  private static RedisServer redis;
  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer shared, @TempDir Path directory) throws Exception {
    redis = shared;
    Path file =
        TestCaller.write(
            directory.resolve("callers"), TestCaller.ALICE, TestCaller.BOB, SLOW, FREE);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_CREDENTIALS_FILE", file.toString(),
                "PATCHBAY_THROTTLE_RATE", "1",
                "PATCHBAY_THROTTLE_BURST", "5"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The local memory of a refusal lasts a second at most. */
  @BeforeEach
  void beRested() throws InterruptedException {
    Thread.sleep(1_100);
    redis.flushAll();
  }

  @Test
  void aRefusalSaysWhyAndWhenToComeBack() {
    Answer refused = exhaust(TestCaller.ALICE, 5);

    refused.assertError(429, "TooManyRequestsException");
    assertThat(refused.message()).isEqualTo("Too Many Requests");
    assertThat(refused.json().getString("limitType")).isEqualTo("RequestRatePerAccount");
    long millis = Long.parseLong(refused.header("x-amz-retry-after"));
    long seconds = Long.parseLong(refused.header("Retry-After"));
    assertThat(millis).isBetween(1L, 1_000L);
    assertThat(seconds).isEqualTo((millis + 999) / 1_000);
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"account\";q=5;w=5");
    assertThat(refused.header("RateLimit")).isEqualTo("\"account\";r=0;t=" + seconds);
  }

  @Test
  void whoWaitsAsToldPasses() throws InterruptedException {
    Answer refused = exhaust(TestCaller.ALICE, 5);
    Thread.sleep(Long.parseLong(refused.header("x-amz-retry-after")) + 20);

    assertThat(get(TestCaller.ALICE).status()).isEqualTo(200);
  }

  @Test
  void theSdkKnowsTheRefusalAndOvercomesItByWaiting() {
    try (ApiGatewayV2Client once = TestCaller.ALICE.sdk(server.address()).build();
        ApiGatewayV2Client patient =
            TestCaller.ALICE
                .sdk(server.address())
                .overrideConfiguration(
                    options -> options.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                .build()) {
      TooManyRequestsException refused = null;
      for (int i = 0; refused == null && i < 30; i++) {
        refused = catchThrowableOfType(TooManyRequestsException.class, once::getApis);
      }
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.limitType()).isEqualTo("RequestRatePerAccount");
      assertThat(refused.isThrottlingException()).isTrue();

      assertThat(patient.getApis().items()).isEmpty();
    }
  }

  @Test
  void aProfileMayHaveALimitOfItsOwnOrNone() {
    exhaust(SLOW, 2).assertError(429, "TooManyRequestsException");
    for (int i = 0; i < 50; i++) {
      assertThat(get(FREE).status()).isEqualTo(200);
    }
    assertThat(get(TestCaller.ALICE).status()).isEqualTo(200);
  }

  @Test
  void neitherStrangersNorOtherAccountsSpendAQuota() {
    exhaust(TestCaller.BOB, 5);
    Http unsigned = new Http(server.address());
    for (int i = 0; i < 50; i++) {
      unsigned.get("/v2/apis").assertError(403, "MissingAuthenticationTokenException");
      get(TestCaller.ALICE.withSecret("x")).assertError(403, "InvalidSignatureException");
    }

    assertThat(exhaust(TestCaller.ALICE, 5).status()).isEqualTo(429);
  }

  @Test
  void whatIsRefusedChangesNothingAndRarelyReachesRedis() {
    String api = new SignedHttp(server.address(), TestCaller.ALICE).createApi();
    exhaust(TestCaller.ALICE, 4);
    long begun = System.nanoTime();
    long asked = redis.calls("evalsha");
    int refused = 0;
    while (System.nanoTime() - begun < 300_000_000L) {
      SignedHttp http = new SignedHttp(server.address(), TestCaller.ALICE);
      refused += http.send("DELETE", api, "").status() == 429 ? 1 : 0;
    }

    assertThat(refused).isGreaterThan(3);
    assertThat(redis.calls("evalsha") - asked).isLessThan(3);
  }

  /** Spends what a rested account has, within less than the second that earns it one more. */
  private static Answer exhaust(TestCaller caller, int burst) {
    int admitted = 0;
    Answer answer = get(caller);
    while (answer.status() == 200 && admitted < 3 * burst) {
      admitted++;
      answer = get(caller);
    }
    assertThat(admitted).isBetween(burst, burst + 2);
    return answer;
  }

  private static Answer get(TestCaller caller) {
    return new SignedHttp(server.address(), caller).get("/v2/apis");
  }
}
