package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

/** The answers to a caller beyond its limit, and the account whose quota a request spends. */
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

  /** Each of an account of its own, so that no test has to wait for the tokens of another. */
  private static final Deque<TestCaller> RESTED =
      IntStream.range(0, 10)
          .mapToObj(
              i ->
                  TestCaller.inAccount(
                      "AKIARESTED%010d".formatted(i), "rested-Secret", "7%011d".formatted(i), ""))
          .collect(Collectors.toCollection(ArrayDeque::new));

  private static RedisServer redis;
  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer shared, @TempDir Path directory) throws Exception {
    redis = shared;
    redis.flushAll();
    Path file =
        TestCaller.write(
            directory.resolve("callers"),
            Stream.concat(Stream.of(SLOW, FREE), RESTED.stream()).toArray(TestCaller[]::new));
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

  @Test
  void aRefusalHasAMessageAndRetryAfter() {
    Answer refused = exhaust(RESTED.remove(), 5);

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
  void aRequestAfterRetryAfterPasses() throws InterruptedException {
    TestCaller caller = RESTED.remove();
    Answer refused = exhaust(caller, 5);
    Thread.sleep(Long.parseLong(refused.header("x-amz-retry-after")) + 20);

    assertThat(get(caller).status()).isEqualTo(200);
  }

  @Test
  void theSdkRetriesTheRefusalWithSuccess() {
    TestCaller caller = RESTED.remove();
    try (ApiGatewayV2Client once = caller.sdk(server.address()).build();
        ApiGatewayV2Client patient =
            caller
                .sdk(server.address())
                .overrideConfiguration(
                    options -> options.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                .build()) {
      TooManyRequestsException refused = null;
      for (int i = 0; refused == null && i < 1_000; i++) {
        refused = catchThrowableOfType(TooManyRequestsException.class, once::getApis);
      }
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.limitType()).isEqualTo("RequestRatePerAccount");
      assertThat(refused.isThrottlingException()).isTrue();

      assertThat(patient.getApis().items()).isEmpty();
    }
  }

  @Test
  void aProfileMayHaveItsOwnLimitOrNone() {
    exhaust(SLOW, 2).assertError(429, "TooManyRequestsException");
    for (int i = 0; i < 50; i++) {
      assertThat(get(FREE).status()).isEqualTo(200);
    }
    assertThat(get(RESTED.remove()).status()).isEqualTo(200);
  }

  @Test
  void neitherUnsignedRequestsNorOtherAccountsSpendAQuota() {
    TestCaller caller = RESTED.remove();
    exhaust(RESTED.remove(), 5);
    Http unsigned = new Http(server.address());
    for (int i = 0; i < 50; i++) {
      unsigned.get("/v2/apis").assertError(403, "MissingAuthenticationTokenException");
      get(caller.withSecret("x")).assertError(403, "InvalidSignatureException");
    }

    assertThat(exhaust(caller, 5).status()).isEqualTo(429);
  }

  /** The first request after a refusal, unless it takes a second to come. */
  @Test
  void refusedRequestsChangeNothingAndMostDoNotReachRedis() {
    TestCaller caller = RESTED.remove();
    String api = new SignedHttp(server.address(), caller).createApi();
    long asked;
    do {
      exhaust(caller, 0);
      asked = redis.calls("evalsha");
      long keys = redis.resourceKeys();
      Answer answer = new SignedHttp(server.address(), caller).send("DELETE", api, "");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(redis.resourceKeys()).isEqualTo(keys);
    } while (redis.calls("evalsha") > asked);
  }

  /**
   * Spends what a rested account has, and what becomes due meanwhile.
   *
   * @return the first refusal
   */
  private static Answer exhaust(TestCaller caller, int burst) {
    long begun = System.nanoTime();
    int admitted = 0;
    Answer answer = get(caller);
    while (answer.status() == 200) {
      admitted++;
      answer = get(caller);
    }
    long seconds = 1 + (System.nanoTime() - begun) / 1_000_000_000;
    assertThat((long) admitted).isBetween((long) burst, Math.max(5, burst) + seconds);
    return answer;
  }

  private static Answer get(TestCaller caller) {
    return new SignedHttp(server.address(), caller).get("/v2/apis");
  }
}
