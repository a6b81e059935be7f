package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Operation;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCaller;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AccessDeniedException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** What a caller that may only read gets, of every operation in the model of the SDK. */
@ExtendWith(RedisServerExtension.class)
final class EveryDenialTest {

  private static final Map<String, String> METHODS =
      ApiGatewayTypes.ALL.operations().stream()
          .collect(Collectors.toMap(Operation::name, Operation::method, (one, same) -> one));

  private static PatchbayServer server;
  private static ApiGatewayV2Client reader;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    redis.flushAll();
    Path file = TestCaller.write(directory.resolve("callers"), TestCaller.READER);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString(), "PATCHBAY_THROTTLE_RATE", "0"));
    reader =
        ApiGatewayV2Client.builder()
            .endpointOverride(server.address())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        TestCaller.READER.keyId(), TestCaller.READER.secret())))
            .httpClientBuilder(ApacheHttpClient.builder())
            .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterAll
  static void stop() {
    reader.close();
    server.close();
  }

  static Stream<SdkOperation> writes() {
    return SdkOperation.served().filter(each -> !isRead(each));
  }

  static Stream<SdkOperation> reads() {
    return SdkOperation.served().filter(EveryDenialTest::isRead);
  }

  private static boolean isRead(SdkOperation operation) {
    return "GET".equals(METHODS.get(operation.name()));
  }

  private static void call(SdkOperation operation) {
    SdkWalk nothing = SdkWalk.ofNothing();
    operation.call(
        reader,
        operation
            .created()
            .map(nothing::creation)
            .orElseGet(() -> nothing.request(operation.name())));
  }

  /** The SDK makes the same exception of it where the model declares none. */
  @ParameterizedTest
  @MethodSource("writes")
  void aChangeIsDeniedWithTheErrorOfTheModel(SdkOperation operation) {
    assertThatThrownBy(() -> call(operation))
        .isInstanceOfSatisfying(
            AccessDeniedException.class,
            denied -> {
              assertThat(denied.statusCode()).isEqualTo(403);
              assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            });
  }

  /** The model declares it of reads of portals, too; there is no caller that may not read. */
  @ParameterizedTest
  @MethodSource("reads")
  void aReadIsNotDenied(SdkOperation operation) {
    try {
      call(operation);
    } catch (NotFoundException e) {
      assertThat(e.statusCode()).isEqualTo(404);
    }
  }
}
