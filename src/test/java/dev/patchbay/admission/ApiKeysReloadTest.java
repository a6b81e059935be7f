package dev.patchbay.admission;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RawWebSocket;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.LogCapture;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** The file of API keys of a service, which changes while the service runs. */
@ExtendWith(RedisServerExtension.class)
class ApiKeysReloadTest {

  private static final String MOBILE = "mobile-key-0123456789abcdef";
  private static final String PHONE = "phone-key-0123456789abcdefg";

  @TempDir private Path directory;

  @Test
  void aNewFileIsUsedAndAnInvalidOneIsNot(RedisServer redis) throws Exception {
    redis.flushAll();
    Path file = Files.writeString(directory.resolve("keys"), profile(MOBILE, "none"));
    try (LogCapture log = LogCapture.of("dev.patchbay");
        PatchbayServer server =
            LocalPatchbay.start(
                redis.uri(),
                Map.of("PATCHBAY_API_KEYS_FILE", file.toString()),
                CredentialsReloadTest.AT_ONCE);
        ApiGatewayV2Client aws = TestCaller.ALICE.sdk(server.address()).build()) {
      String api = api(aws);
      int port = server.gatewayAddress().orElseThrow().getPort();
      String path = "/execute-api/" + api + "/prod";
      assertThat(status(port, path, MOBILE)).isEqualTo(403);

      replace(file, profile(MOBILE, api + "/prod"));
      eventually("the stage accepts the key", () -> status(port, path, MOBILE) == 101);

      replace(file, profile(PHONE, api) + "api_stage = x\n");
      eventually(
          "the fault is logged",
          () ->
              log.lines().stream()
                  .anyMatch(line -> line.contains("the old API keys stay: profile \"a\", line 4")));
      assertThat(status(port, path, MOBILE)).isEqualTo(101);

      replace(file, profile(PHONE, api));
      eventually("the other key is accepted", () -> status(port, path, PHONE) == 101);
      assertThat(status(port, path, MOBILE)).isEqualTo(403);
      assertThat(log.lines())
          .anyMatch(line -> line.contains("has changed: 1 API key"))
          .noneMatch(line -> line.contains("0123456789"));
    }
  }

  /** The service never sees half of a file. */
  private void replace(Path file, String content) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), content);
    Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static String profile(String key, String stages) {
    return "[a]\napi_key = %s\napi_stages = %s\n".formatted(key, stages);
  }

  private static String api(ApiGatewayV2Client aws) {
    String api =
        aws.createApi(
                make ->
                    make.name("a").protocolType("WEBSOCKET").routeSelectionExpression("$default"))
            .apiId();
    String integration =
        aws.createIntegration(
                make ->
                    make.apiId(api)
                        .integrationType("MOCK")
                        .requestTemplates(Map.of("$default", "{\"statusCode\": 200}")))
            .integrationId();
    aws.createRoute(
        make ->
            make.apiId(api)
                .routeKey("$connect")
                .apiKeyRequired(true)
                .target("integrations/" + integration));
    String deployment = aws.createDeployment(make -> make.apiId(api)).deploymentId();
    aws.createStage(make -> make.apiId(api).stageName("prod").deploymentId(deployment));
    return api;
  }

  private static int status(int port, String path, String key) throws IOException {
    try (RawWebSocket client = RawWebSocket.open(port, path, "x-api-key: " + key)) {
      return client.status();
    }
  }
}
