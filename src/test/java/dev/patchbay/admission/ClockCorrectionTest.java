package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCaller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;

/** The SDK for Java on a computer whose clock is wrong: the answer's Date sets it right. */
@ExtendWith(RedisServerExtension.class)
class ClockCorrectionTest {

  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    redis.flushAll();
    Path file = TestCaller.write(directory.resolve("callers"), TestCaller.ALICE);
    server = LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString()));
  }

  /** The SDK keeps its clock correction for the whole process. */
  @BeforeEach
  @AfterEach
  void forgetTheOffset() {
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void twelveOfTwelveCallsRecoverAndOnlyTheFirstOfAClientIsRefused() {
    int recovered = 0;
    for (int minutes : new int[] {-600, -10, 10, 600}) {
      Statuses statuses = new Statuses();
      try (ApiGatewayV2Client aws =
          client(minutes, statuses, AwsRetryStrategy.standardRetryStrategy())) {
        for (int call = 0; call < 3; call++) {
          aws.getApis();
          recovered++;
        }
      }
      assertThat(statuses.seen).as("%d minutes", minutes).containsExactly(403, 200, 200, 200);
    }
    assertThat(recovered).isEqualTo(12);
  }

  /** The clock of these clients is really wrong. */
  @Test
  void withoutASecondAttemptTheFirstCallFails() {
    try (ApiGatewayV2Client aws = client(10, new Statuses(), AwsRetryStrategy.doNotRetry())) {
      assertThatThrownBy(aws::getApis)
          .isInstanceOf(ApiGatewayV2Exception.class)
          .hasMessageContaining("Signature not yet current");
    }
  }

  private static ApiGatewayV2Client client(int minutes, Statuses statuses, RetryStrategy retries) {
    return new SkewedClock(Duration.ofMinutes(minutes))
        .on(TestCaller.ALICE.sdk(server.address()), ApacheHttpClient.create())
        .overrideConfiguration(
            options -> options.addExecutionInterceptor(statuses).retryStrategy(retries))
        .build();
  }

  /** Every attempt's status, in order. */
  private static final class Statuses implements ExecutionInterceptor {

    private final List<Integer> seen = new ArrayList<>();

    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      seen.add(context.httpResponse().statusCode());
    }
  }
}
