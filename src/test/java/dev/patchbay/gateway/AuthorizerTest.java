package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.access.AuthorizerPolicy;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REQUEST authorizers, with the answers that were recorded on AWS. */
final class AuthorizerTest {

  private static final String ARN =
      "arn:aws:execute-api:us-east-1:000000000000:api0000001/prod/$connect";

  private static final String ALLOW = policy("Allow", ARN);

  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private LocalGateway gateway;

  private static String policy(String effect, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"%s\",\"Action\":"
            .formatted(effect)
        + "\"execute-api:Invoke\",\"Resource\":\"%s\"}]}".formatted(resource);
  }

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start();
    deploy(List.of());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private void deploy(List<String> identitySources) {
    String context = "$context.authorizer.principalId,$context.authorizer.n,$context.eventType";
    gateway.deploy(
        SnapshotBuilder.selecting("x")
            .authorizer(
                "auth01",
                Map.of(
                    "authorizerUri",
                    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                        + "arn:aws:lambda:us-east-1:000000000000:function:${stageVariables.color}"
                        + "/invocations",
                    "identitySource",
                    identitySources))
            .mock("m", "{\"statusCode\": 200}", Map.of("$default", context))
            .route("$connect", "m", Map.of("authorizationType", "CUSTOM", "authorizerId", "auth01"))
            .route("$default", "m", Map.of())
            .twoWay("$default"));
  }

  private void answer(int status, String payload, Optional<String> functionError) {
    gateway.functions =
        invocation -> {
          assertThat(invocation.sourceArn())
              .isEqualTo(
                  "arn:aws:execute-api:us-east-1:000000000000:api0000001/authorizers/auth01");
          assertThat(invocation.timeoutMillis()).isEqualTo(Limit.AUTHORIZER_TIME.value());
          calls.add(invocation.functionArn() + " " + invocation.payload());
          return Future.succeededFuture(new FunctionResult(status, payload, functionError));
        };
  }

  private void answer(String payload) {
    answer(200, payload, Optional.empty());
  }

  private void assertRefused(int status, String text, String... headers) throws Exception {
    try (RawWebSocket client = gateway.connect(headers)) {
      assertThat(client.status()).isEqualTo(status);
      assertThat(client.head())
          .containsIgnoringCase("content-type: application/json; charset=UTF-8")
          .contains("x-amz-apigw-id: ");
      assertThat(client.body())
          .matches(
              "\\{\"message\": \"\\Q"
                  + text
                  + "\\E\", \"connectionId\":\"[\\w-]{18}==\", \"requestId\":\"[\\w-]{15}=\"}");
    }
  }

  @Test
  void theContextLastsAsLongAsTheConnection() throws Exception {
    answer(
        "{\"principalId\":7,\"policyDocument\":" + ALLOW + ",\"context\":{\"n\":true,\"z\":null}}");
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(101);
      answer("{\"policyDocument\":" + policy("Deny", ARN) + "}");
      assertThat(client.send("hi").next().text()).isEqualTo("7,true,MESSAGE");
      client.close(1000, "bye");
      assertThat(gateway.disconnection().connection().access().authorizer())
          .contains(Map.of("principalId", "7", "n", "true"));
    }
    assertRefused(
        403,
        "User is not authorized to access this resource with an explicit deny in an"
            + " identity-based policy");
  }

  /** Recorded on AWS: values become texts, and a value that is null is absent. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"principalId\":\"p\", | {principalId=p}",
        "\"principalId\":7, | {principalId=7}",
        "\"principalId\":\"\", | {principalId=}",
        "\"principalId\":null, | {}",
        "'' | {}",
        "\"context\":{\"a\":7,\"b\":true,\"c\":false,\"d\":\"\",\"e\":null}, | {a=7, b=true, c=false, d=}"
      })
  void theValuesOfTheContextAreTexts(String members, String expected) throws Exception {
    answer("{" + members + "\"policyDocument\":" + ALLOW + "}");
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(101);
      client.close(1000, "");
      assertThat(gateway.disconnection().connection().access().authorizer().orElseThrow())
          .hasToString(expected);
    }
  }

  @Test
  void theAuthorizerSeesTheHandshake() throws Exception {
    answer("{\"policyDocument\":" + ALLOW + "}");
    try (RawWebSocket client =
        RawWebSocket.open(gateway.port(), LocalGateway.PATH + "?a=1&a=2", "X-Token: t")) {
      assertThat(client.status()).isEqualTo(101);
    }
    String call = calls.remove();
    assertThat(call).startsWith("arn:aws:lambda:us-east-1:000000000000:function:blue {");
    JsonObject event = new JsonObject(call.substring(call.indexOf('{')));
    assertThat(event.fieldNames())
        .containsExactly(
            "type",
            "methodArn",
            "headers",
            "multiValueHeaders",
            "queryStringParameters",
            "multiValueQueryStringParameters",
            "stageVariables",
            "requestContext");
    assertThat(event.getString("methodArn")).isEqualTo(ARN);
    assertThat(event.getJsonObject("headers").getMap())
        .containsEntry("X-Token", "t")
        .containsEntry("Connection", "upgrade")
        .containsEntry("content-length", "0")
        .containsEntry("Upgrade", "websocket");
    assertThat(event.getJsonObject("queryStringParameters").getString("a")).isEqualTo("2");
    assertThat(event.getJsonObject("requestContext").getString("eventType")).isEqualTo("CONNECT");
    assertThat(event.getJsonObject("requestContext").containsKey("authorizer")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"?tenant=,t", "'',t", "?tenant=x&tenant=,t", "?tenant=x,''"})
  void withoutItsIdentityAHandshakeIsRefusedAndNothingInvoked(String query, String token)
      throws Exception {
    deploy(List.of("route.request.header.Authorization", "route.request.querystring.tenant"));
    answer("{\"policyDocument\":" + ALLOW + "}");
    try (RawWebSocket client =
        RawWebSocket.open(gateway.port(), LocalGateway.PATH + query, "aUtHoRiZaTiOn: " + token)) {
      assertThat(client.status()).isEqualTo(401);
      assertThat(client.body()).startsWith("{\"message\": \"Unauthorized\", ").hasSize(98);
    }
    assertThat(calls).isEmpty();
    try (RawWebSocket client =
        RawWebSocket.open(
            gateway.port(), LocalGateway.PATH + "?tenant=&tenant=x", "aUtHoRiZaTiOn: t")) {
      assertThat(client.status()).isEqualTo(101);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "context.connectionId, 101",
    "stageVariables.color, 101",
    "stageVariables.none, 401",
    "context.none, 401"
  })
  void identityComesFromTheSurroundingsToo(String source, int status) throws Exception {
    deploy(List.of(source));
    answer("{\"policyDocument\":" + ALLOW + "}");
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(status);
    }
  }

  @Test
  void anAuthorizerThatThrowsUnauthorized() throws Exception {
    answer(200, "{\"errorMessage\":\"Unauthorized\"}", Optional.of("Unhandled"));
    assertRefused(401, "Unauthorized");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:execute-api:us-east-1:000000000000:api0000001/prod/*/*",
        "arn:aws:execute-api:us-east-1:000000000000:other/prod/$connect"
      })
  void aPolicyThatAllowsSomethingElse(String resource) throws Exception {
    answer("{\"policyDocument\":" + policy("Allow", resource) + "}");
    assertRefused(
        403,
        "User is not authorized to access this resource because no identity-based policy allows the"
            + " execute-api:Invoke action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":401}",
        "no JSON",
        "null",
        "{\"isAuthorized\":true}",
        "{\"policyDocument\":{\"Statement\":[{\"Effect\":\"Allow\"}]}}",
        "{\"policyDocument\":{\"Statement\":7}}",
        "{\"policyDocument\":ALLOW,\"principalId\":{}}",
        "{\"policyDocument\":ALLOW,\"context\":7}",
        "{\"policyDocument\":ALLOW,\"context\":{\"a\":{}}}",
        "{\"policyDocument\":ALLOW,\"context\":{\"a\":[]}}",
        "{\"policyDocument\":MAYBE}"
      })
  void anAnswerThatIsNoPolicy(String payload) throws Exception {
    answer(payload.replace("ALLOW", ALLOW).replace("MAYBE", policy("Maybe", ARN)));
    assertRefused(500, "");
  }

  @Test
  void anAnswerOfMoreThanEightKilobytesIsRefused() throws Exception {
    String padding = "a".repeat(Limit.AUTHORIZER_ANSWER.intValue());
    answer("{\"policyDocument\":" + ALLOW + ",\"context\":{\"a\":\"" + padding + "\"}}");
    assertRefused(500, "");
  }

  @Test
  void anAuthorizerThatCannotBeInvoked() throws Exception {
    assertRefused(500, "Internal server error");
    answer(200, "{\"errorMessage\":\"boom\"}", Optional.of("Unhandled"));
    assertRefused(500, "Internal server error");
  }

  @Test
  void anAuthorizerThatIsNotDeployedIsRefused() throws Exception {
    gateway.deploy(
        SnapshotBuilder.selecting("x")
            .echoing("$default")
            .route(
                "$connect",
                "mock-$default",
                Map.of("authorizationType", "CUSTOM", "authorizerId", "none00")));
    assertRefused(500, "Internal server error");
  }

  @ParameterizedTest
  @CsvSource({
    "*, a/b/c, true",
    "a*c, a/b/c, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*, b, false",
    "*b*d, abcbd, true",
    "abc, abcd, false",
    "'', a, false"
  })
  void wildcardsOfPoliciesCrossSlashes(String pattern, String text, boolean matches) {
    assertThat(AuthorizerPolicy.matches(pattern, text)).isEqualTo(matches);
  }
}
