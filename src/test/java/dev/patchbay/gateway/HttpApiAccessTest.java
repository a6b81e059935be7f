package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.model.Limit;
import dev.patchbay.testkit.RawAnswer;
import dev.patchbay.testkit.TestCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of HTTP APIs with signatures, and with functions as authorizers. */
final class HttpApiAccessTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";

  private LocalGateway gateway;
  private volatile JsonObject event = new JsonObject();
  private volatile JsonObject asked = new JsonObject();
  private volatile long askedMillis;
  private volatile String decision = "{}";
  private volatile Optional<String> error = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.startWithCallers();
    gateway.functions =
        invocation -> {
          if (invocation.functionArn().endsWith("/invocations")) {
            asked = new JsonObject(invocation.payload());
            askedMillis = invocation.timeoutMillis();
            return Future.succeededFuture(new FunctionResult(200, decision, error));
          }
          event = new JsonObject(invocation.payload());
          return Future.succeededFuture(new FunctionResult(200, "\"in\"", Optional.empty()));
        };
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
  }

  private void deploy(Map<String, Object> route, Map<String, Object> authorizer) {
    Map<String, Object> all = new LinkedHashMap<>(authorizer);
    all.put("authorizerType", "REQUEST");
    all.put(
        "authorizerUri",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + FUNCTION
            + "auth-${stageVariables.color}/invocations");
    gateway.deploy(
        SnapshotBuilder.http()
            .function("i", FUNCTION + "f")
            .authorizer("a", all)
            .route("ANY /pets/{id}", "i", route));
  }

  private RawAnswer signed(TestCaller caller, String service, String signedBody, String body)
      throws Exception {
    URI target = URI.create("http://127.0.0.1" + LocalGateway.PATH + "/pets/1?a=b");
    String[] headers =
        caller
            .sign(service, Clock.systemUTC(), "POST", target, signedBody)
            .headers()
            .entrySet()
            .stream()
            .filter(
                each ->
                    !each.getKey().equalsIgnoreCase("host")
                        && !each.getKey().equalsIgnoreCase("content-length"))
            .map(each -> each.getKey() + ": " + each.getValue().get(0))
            .toArray(String[]::new);
    return HttpApiClient.send(
        gateway.port(), "POST", LocalGateway.PATH + "/pets/1?a=b", body, headers);
  }

  @Test
  void aSignedRequestIsAdmittedWithItsCaller() throws Exception {
    deploy(Map.of("authorizationType", "AWS_IAM"), Map.of());
    assertThat(signed(TestCaller.ALICE, "execute-api", "hi", "hi").body()).isEqualTo("in");
    JsonObject iam =
        event.getJsonObject("requestContext").getJsonObject("authorizer").getJsonObject("iam");
    assertThat(iam.getString("accessKey")).isEqualTo(TestCaller.ALICE.keyId());
    assertThat(iam.getString("accountId")).isEqualTo("000000000000");
  }

  @Test
  void anotherSignatureIsForbidden() throws Exception {
    deploy(Map.of("authorizationType", "AWS_IAM"), Map.of());
    for (RawAnswer answer :
        List.of(
            signed(TestCaller.ALICE, "execute-api", "hi", "ho"),
            signed(TestCaller.ALICE, "apigateway", "hi", "hi"),
            signed(TestCaller.BOB, "execute-api", "hi", "hi"),
            HttpApiClient.get(gateway.port(), LocalGateway.PATH + "/pets/1"))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  private RawAnswer asking(String version, boolean isSimple, String... headers) throws Exception {
    deploy(
        Map.of("authorizationType", "CUSTOM", "authorizerId", "a"),
        Map.of(
            "authorizerPayloadFormatVersion",
            version,
            "enableSimpleResponses",
            isSimple,
            "identitySource",
            List.of("$request.header.X-Key", "$stageVariables.color")));
    return HttpApiClient.get(gateway.port(), LocalGateway.PATH + "/pets/1", headers);
  }

  @Test
  void aSimpleAnswerAdmitsWithItsContext() throws Exception {
    decision = "{\"isAuthorized\":true,\"context\":{\"user\":\"ann\",\"roles\":[1,2]}}";
    assertThat(asking("2.0", true, "X-Key: k").body()).isEqualTo("in");
    assertThat(asked.getString("type")).isEqualTo("REQUEST");
    assertThat(askedMillis).isEqualTo(Limit.HTTP_API_AUTHORIZER_TIME.value());
    assertThat(asked.getString("routeArn"))
        .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:api0000001/prod/GET/pets/1");
    assertThat(asked.getJsonArray("identitySource").encode()).isEqualTo("[\"k\",\"blue\"]");
    assertThat(asked.getJsonObject("pathParameters").encode()).isEqualTo("{\"id\":\"1\"}");
    assertThat(asked.containsKey("body")).isFalse();
    assertThat(asked.getJsonObject("headers").getString("content-length")).isEqualTo("0");
    assertThat(event.getJsonObject("requestContext").getJsonObject("authorizer").encode())
        .isEqualTo("{\"lambda\":{\"user\":\"ann\",\"roles\":[1,2]}}");
  }

  @Test
  void aPolicyAdmits() throws Exception {
    decision =
        "{\"principalId\":\"ann\",\"policyDocument\":{\"Statement\":[{\"Action\":\"execute-api:Invoke\","
            + "\"Effect\":\"Allow\",\"Resource\":\"*/prod/GET/pets/*\"}]}}";
    assertThat(asking("1.0", false, "X-Key: k").body()).isEqualTo("in");
    assertThat(asked.getString("methodArn")).endsWith("/prod/GET/pets/1");
    assertThat(asked.getString("identitySource")).isEqualTo("k,blue");
    assertThat(asked.getString("authorizationToken")).isEqualTo("k,blue");
    assertThat(asked.getString("resource")).isEqualTo("/pets/{id}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.0 | true  | {\"isAuthorized\":false} | 403 | Forbidden",
        "2.0 | true  | {\"isAuthorized\":\"true\"} | 500 | Internal Server Error",
        "2.0 | true  | {} | 500 | Internal Server Error",
        "2.0 | true  | oops | 500 | Internal Server Error",
        "2.0 | false | {\"isAuthorized\":true} | 500 | Internal Server Error",
        "1.0 | false |"
            + " {\"policyDocument\":{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Deny\",\"Resource\":\"*\"}]}}"
            + " | 403 | Forbidden",
        "1.0 | false | {\"policyDocument\":{\"Statement\":[]}} | 403 | Forbidden"
      })
  void anyOtherAnswerRefuses(
      String version, boolean isSimple, String answered, int status, String message)
      throws Exception {
    decision = answered;
    RawAnswer answer = asking(version, isSimple, "X-Key: k");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
  }

  @Test
  void aMissingIdentityIsUnauthorizedAndNobodyIsAsked() throws Exception {
    decision = "{\"isAuthorized\":true}";
    RawAnswer answer = asking("2.0", true);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(asked.isEmpty()).isTrue();
  }

  @Test
  void anAuthorizerThatFailsIsAnError() throws Exception {
    decision = "{\"isAuthorized\":true}";
    error = Optional.of("Unhandled");
    assertThat(asking("2.0", true, "X-Key: k").status()).isEqualTo(500);
  }
}
