package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.auth.ApiKeysFile;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * API keys of handshakes. AWS documents the two places of a key (API Gateway API key selection
 * expressions for WebSocket APIs) and status 403.
 */
final class HandshakeApiKeyTest {

  private static final String KEY = "mobile-key-0123456789abcdef";
  private static final String OF_ANOTHER_STAGE = "tester-key-0123456789abcdef";

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start();
    gateway.apiKeys = keys("mobile", KEY);
    deploy("$request.header.x-api-key", "NONE");
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private static ApiKeys keys(String name, String key) throws Exception {
    return new ApiKeysFile()
        .parse(
            """
            [%s]
            api_key = %s
            api_stages = api0000001/prod
            [tester]
            api_key = %s
            api_stages = api0000001/test, other
            """
                .formatted(name, key, OF_ANOTHER_STAGE)
                .getBytes(StandardCharsets.UTF_8));
  }

  private void deploy(String selection, String authorizationType) {
    gateway.deploy(
        SnapshotBuilder.selecting("x")
            .api("apiKeySelectionExpression", selection)
            .authorizer(
                "auth01",
                Map.of(
                    "authorizerUri",
                    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations"))
            .mock(
                "m",
                "{\"statusCode\": 200}",
                Map.of(
                    "$default",
                    "$context.identity.apiKeyId $context.authorizer.usageIdentifierKey|"
                        + "$context.authorizer.principalId"))
            .route(
                "$connect",
                "m",
                Map.of(
                    "apiKeyRequired",
                    true,
                    "authorizationType",
                    authorizationType,
                    "authorizerId",
                    "auth01"))
            .route("$default", "m", Map.of())
            .twoWay("$default"));
  }

  private void answer(String members) {
    gateway.functions =
        invocation ->
            Future.succeededFuture(
                new FunctionResult(
                    200,
                    "{\"principalId\":\"p\",%s\"policyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}}"
                        .formatted(members),
                    Optional.empty()));
  }

  private void assertForbidden(String... headers) throws Exception {
    try (RawWebSocket client = gateway.connect(headers)) {
      assertThat(client.status()).isEqualTo(403);
      assertThat(client.body()).startsWith("{\"message\": \"Forbidden\", \"connectionId\":");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key: ", "X-API-Key: "})
  void aClientWithAKeyOfTheStageConnectsAndTheNameOfTheKeyIsKnown(String header) throws Exception {
    try (RawWebSocket client = gateway.connect(header + KEY)) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.send("hi").next().text()).isEqualTo("mobile |");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x-api-key: mobile-key-0123456789abcdee", "x-api-key: " + OF_ANOTHER_STAGE})
  void anotherKeyIsRefused(String header) throws Exception {
    assertForbidden(header);
  }

  @Test
  void withoutAKeyAHandshakeIsRefused() throws Exception {
    assertForbidden();
  }

  @Test
  void aNewVersionOfTheFileTakesEffectAtTheNextHandshake() throws Exception {
    gateway.apiKeys = keys("phone", "phone-key-0123456789abcdef");
    assertForbidden("x-api-key: " + KEY);
    try (RawWebSocket client = gateway.connect("x-api-key: phone-key-0123456789abcdef")) {
      assertThat(client.status()).isEqualTo(101);
    }
  }

  @Test
  void anAuthorizerSaysTheKeyWhereTheApiAsksIt() throws Exception {
    deploy("$context.authorizer.usageIdentifierKey", "CUSTOM");
    answer("\"usageIdentifierKey\":\"" + KEY + "\",");
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.send("hi").next().text()).as("without the key").isEqualTo("mobile |p");
    }
    answer("\"usageIdentifierKey\":\"" + OF_ANOTHER_STAGE + "\",");
    assertForbidden("x-api-key: " + KEY);
    answer("");
    assertForbidden("x-api-key: " + KEY);
  }

  @Test
  void anAuthorizerDoesNotReplaceTheHeader() throws Exception {
    deploy("$request.header.x-api-key", "CUSTOM");
    answer("\"usageIdentifierKey\":\"" + KEY + "\",");
    assertForbidden();
    try (RawWebSocket client = gateway.connect("x-api-key: " + KEY)) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.send("hi").next().text()).isEqualTo("mobile |p");
    }
  }

  @Test
  void aKeyDoesNotReplaceASignature() throws Exception {
    deploy("$request.header.x-api-key", "AWS_IAM");
    assertForbidden("x-api-key: " + KEY);
  }
}
