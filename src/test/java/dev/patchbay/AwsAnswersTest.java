package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that AWS gives and that clients and tools rely on, by plain HTTP. */
class AwsAnswersTest {

  private static final String LAMBDA =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private String webSocketApi = "";
  private String httpApi = "";

  @BeforeEach
  void createApis() {
    webSocketApi = http.createApi();
    httpApi = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
  }

  private void assertRefused(Answer answer, String text) {
    answer.assertError(400, "BadRequestException");
    assertThat(answer.message()).isEqualTo(text);
  }

  /** The provider always sends these two members. */
  @Test
  void terraformMakesAnHttpApiAndAnIntegration() {
    String api =
        http.create(
            "/v2/apis",
            "{\"name\":\"n\",\"protocolType\":\"HTTP\",\"apiKeySelectionExpression\":\"$request.header.x-api-key\"}");
    String integration =
        http.create(
            api + "/integrations",
            "{\"integrationType\":\"AWS_PROXY\",\"passthroughBehavior\":\"WHEN_NO_MATCH\",\"integrationUri\":\"%s\"}"
                .formatted(LAMBDA));

    assertThat(http.get(api).json().getString("apiKeySelectionExpression"))
        .isEqualTo("$request.header.x-api-key");
    assertThat(http.get(integration).json().containsKey("passthroughBehavior")).isFalse();
    assertThat(http.patch(integration, "{\"passthroughBehavior\":\"NEVER\"}").json())
        .isEqualTo(http.get(integration).json());
  }

  @Test
  void lambdaIsCalledByPostUnlessASubtypeSaysHow() {
    for (String api : List.of(webSocketApi, httpApi)) {
      for (String uri : List.of(LAMBDA, "arn:aws:lambda:us-east-1:000000000000:function:f")) {
        String integration =
            http.create(
                api + "/integrations",
                "{\"integrationType\":\"AWS_PROXY\",\"integrationUri\":\"%s\"}".formatted(uri));
        assertThat(http.get(integration).json().getString("integrationMethod")).isEqualTo("POST");
        assertThat(
                http.patch(integration, "{\"integrationMethod\":\"\"}")
                    .json()
                    .getString("integrationMethod"))
            .isEqualTo("POST");
      }
    }
    String subtype =
        http.create(
            httpApi + "/integrations",
            "{\"integrationType\":\"AWS_PROXY\",\"integrationSubtype\":\"SQS-SendMessage\",\"credentialsArn\":\"arn:aws:iam::000000000000:role/r\"}");
    assertThat(http.get(subtype).json().containsKey("integrationMethod")).isFalse();
    String service =
        http.create(
            webSocketApi + "/integrations",
            "{\"integrationType\":\"AWS\",\"integrationUri\":\"arn:aws:apigateway:us-east-1:sqs:path/q\"}");
    assertThat(http.get(service).json().containsKey("integrationMethod")).isFalse();
  }

  @Test
  void httpApisHaveNoResponses() {
    String integration =
        http.create(
            httpApi + "/integrations",
            "{\"integrationType\":\"HTTP_PROXY\",\"integrationUri\":\"http://a/\",\"integrationMethod\":\"GET\"}");
    String route = http.create(httpApi + "/routes", "{\"routeKey\":\"GET /\"}");
    assertRefused(
        http.post(
            integration + "/integrationresponses", "{\"integrationResponseKey\":\"$default\"}"),
        "IntegrationResponses are currently not supported for this API protocol type.");
    assertRefused(
        http.post(route + "/routeresponses", "{\"routeResponseKey\":\"$default\"}"),
        "RouteResponses are currently not supported for this API protocol type.");
  }

  @Test
  void anUpdateReplacesTheTemplates() {
    String response =
        http.createIntegrationResponse(
            new JsonObject()
                .put("integrationResponseKey", "$default")
                .put(
                    "responseTemplates",
                    new JsonObject().put("$default", "a").put("text/plain", "b")));

    Answer updated = http.patch(response, "{\"responseTemplates\":{\"$default\":\"a\"}}");

    assertThat(updated.json().getJsonObject("responseTemplates"))
        .isEqualTo(new JsonObject().put("$default", "a"));
    assertThat(
            http.patch(response, "{\"responseTemplates\":{}}")
                .json()
                .containsKey("responseTemplates"))
        .isFalse();
  }

  @Test
  void identifiersHaveTheLengthsOfAws() {
    String route = http.create(webSocketApi + "/routes", "{\"routeKey\":\"a\"}");
    String response = http.create(route + "/routeresponses", "{\"routeResponseKey\":\"$default\"}");
    assertThat(http.get(response).json().getString("routeResponseId")).matches("[a-z0-9]{6}");
    assertThat(http.get(route).json().getString("routeId")).matches("[a-z0-9]{7}");
  }

  @Test
  void theAuthorizerOfConnectFollowsItsType() {
    String first = authorizer("first");
    String second = "{\"authorizerId\":\"%s\"}".formatted(authorizer("second"));
    String connect =
        http.create(
            webSocketApi + "/routes",
            "{\"routeKey\":\"$connect\",\"authorizationType\":\"CUSTOM\",\"authorizerId\":\"%s\"}"
                .formatted(first));
    assertThat(http.patch(connect, second).json().getString("authorizerId"))
        .isEqualTo(new JsonObject(second).getString("authorizerId"));
    assertRefused(
        http.patch(connect, "{\"authorizerId\":\"\"}"),
        "Setting the authorization type to CUSTOM requires a valid authorizer.");

    JsonObject iam = http.patch(connect, "{\"authorizationType\":\"AWS_IAM\"}").json();
    assertThat(iam.containsKey("authorizerId")).isFalse();
    assertThat(http.patch(connect, second).json()).isEqualTo(iam);
    assertRefused(
        http.patch(connect, "{\"authorizationType\":\"CUSTOM\"}"),
        "Setting the authorization type to CUSTOM requires a valid authorizer.");
  }

  /** The identifier of a new one. */
  private String authorizer(String name) {
    String path =
        http.create(
            webSocketApi + "/authorizers",
            "{\"name\":\"%s\",\"authorizerType\":\"REQUEST\",\"authorizerUri\":\"%s\"}"
                .formatted(name, LAMBDA));
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          routeKey a, authorizationType CUSTOM, authorizerId x | Currently, authorization is restricted to the $connect route only
          routeKey $connect, authorizationType CUSTOM          | Setting the authorization type to CUSTOM requires a valid authorizer.
          routeKey $connect, authorizationType CUSTOM, authorizerId x | Setting the authorization type to CUSTOM requires a valid authorizer.
          routeKey $connect, authorizationType JWT, authorizerId x | Setting the authorization type to JWT requires a valid JWT authorizer.
          routeKey $connect, authorizationScopes [s]           | Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization type
          routeKey a, target integrations/                     | Unexpected or malformed target in route. Correct format should be integrations/<integration_id>.
          """)
  void routesOfWebSocketApisAreRefusedInAwsWords(String members, String text) {
    assertRefused(http.post(webSocketApi + "/routes", body(members)), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          routeKey a            | The provided route key is not formatted properly for HTTP protocol. Format should be "[HTTP METHOD] /[RESOURCE PATH]" or "$default"
          routeKey TRACE /a     | The provided route key is not formatted properly for HTTP protocol. Format should be "[HTTP METHOD] /[RESOURCE PATH]" or "$default"
          routeKey GET /a b     | `One or more path parts appear to be invalid. Parts are validated against this regular expression: ^(\\{[\\w.:-]+\\+?\\}|[a-zA-Z0-9.:_-]+)$`
          routeKey GET /a, authorizationType JWT | Setting the authorization type to JWT requires a valid JWT authorizer.
          routeKey GET /a, apiKeyRequired true   | ApiKeyRequired is not currently supported for HTTP APIs.
          """)
  void routesOfHttpApisAreRefusedInAwsWords(String members, String text) {
    assertRefused(http.post(httpApi + "/routes", body(members)), text);
  }

  /** From {@code name value, name value}. */
  private static String body(String members) {
    JsonObject body = new JsonObject();
    for (String member : members.split(", ", -1)) {
      String[] parts = member.split(" ", 2);
      switch (parts[1]) {
        case "true" -> body.put(parts[0], true);
        case "[s]" -> body.put(parts[0], List.of("s"));
        default -> body.put(parts[0], parts[1]);
      }
    }
    return body.encode();
  }

  @Test
  void corsHasTwoTextsOnWebSocketApisAndOneForCredentials() {
    String cors = "\"corsConfiguration\":{\"allowCredentials\":true,\"allowOrigins\":[\"*\"]}";
    assertRefused(
        http.post(
            "/v2/apis",
            "{\"name\":\"n\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$r\","
                + cors
                + "}"),
        "Cors is not supported for WEBSOCKET protocolType");
    assertRefused(
        http.patch(webSocketApi, "{" + cors + "}"),
        "CORS configuration is only supported for HTTP APIs");
    assertRefused(
        http.patch(httpApi, "{" + cors + "}"),
        "allow-credentials is not supported if 'allow-origin' is *");
  }

  @Test
  void notFoundSaysWhichIdentifierWasWrong() {
    String integration = http.createIntegration(webSocketApi);
    String route = http.create(webSocketApi + "/routes", "{\"routeKey\":\"a\"}");
    assertNotFound("/v2/apis/x1", "Invalid API identifier specified 000000000000:x1", "apiId");
    assertNotFound(
        webSocketApi + "/integrations/x1",
        "Invalid Integration identifier specified",
        "integrationId");
    assertNotFound(
        webSocketApi + "/integrations/x1/integrationresponses/y2",
        "Invalid Integration identifier specified",
        "integrationId");
    assertNotFound(
        integration + "/integrationresponses/x1",
        "Invalid IntegrationResponse identifier specified",
        "integrationResponseId");
    assertNotFound(webSocketApi + "/routes/x1", "Invalid route identifier specified", "routeId");
    assertNotFound(
        route + "/routeresponses/x1",
        "Invalid RouteResponse identifier specified",
        "routeResponseId");
  }

  private void assertNotFound(String path, String text, String member) {
    Answer answer = http.get(path).assertError(404, "NotFoundException");
    assertThat(answer.message()).isEqualTo(text);
    assertThat(answer.json().getString(member)).isEqualTo("x1");
  }

  @Test
  void aPathOrAMethodOfNoOperationIsUnknown() {
    assertThat(http.get("/v2/apis/a/stage").assertError(404, "UnknownOperationException").message())
        .isEqualTo("There is no such path");
    http.send("PUT", webSocketApi + "/routes", "{}").assertError(405, "MethodNotAllowedException");
  }

  @Test
  void membersThatAreIgnoredAreNamedInAWarning() {
    String response =
        http.createIntegrationResponse(new JsonObject().put("integrationResponseKey", "$default"));
    Answer ignored = http.patch(response, "{\"IntegrationResponseKey\":\"a\",\"x\\r\\ny\":1}");
    assertThat(ignored.status()).isEqualTo(200);
    assertThat(ignored.json().getString("integrationResponseKey")).isEqualTo("$default");
    assertThat(ignored.header("Warning"))
        .isEqualTo(
            "299 patchbay \"Ignored, for the operation has no such members: IntegrationResponseKey,"
                + " x??y\"");

    JsonObject many = new JsonObject();
    for (int i = 0; i < 1_000; i++) {
      many.put("N".repeat(500) + i, i);
    }
    assertThat(http.patch(response, many.encode()).header("Warning"))
        .endsWith(" and 995 more\"")
        .hasSizeLessThan(500);
    assertThat(http.patch(response, "{\"integrationResponseId\":\"a\"}").header("Warning"))
        .isNull();
    assertThat(
            http.post(
                    response.substring(0, response.lastIndexOf('/')),
                    "{\"IntegrationResponseKey\":\"a\"}")
                .assertError(400, "BadRequestException")
                .header("Warning"))
        .contains("IntegrationResponseKey");
  }

  /** Each of these requests is small; without a limit fifteen of them ended the process. */
  @Test
  void aResourceDoesNotGrowBeyondItsLimit() {
    String integration = http.createIntegration(webSocketApi);
    String parameters = integrationParameters(0);
    int status = 200;
    int accepted = 0;
    while (status == 200 && accepted < 20) {
      Answer answer = http.patch(integration, parameters);
      status = answer.status();
      if (status == 200) {
        parameters = integrationParameters(++accepted);
      } else {
        assertThat(answer.message())
            .isEqualTo(
                "Invalid requestParameters specified: 260 entries. Allowed: at most 256 entries.");
      }
    }
    assertThat(accepted).isEqualTo(12);
    assertThat(http.get(integration).json().getJsonObject("requestParameters")).hasSize(240);
  }

  private static String integrationParameters(int number) {
    JsonObject parameters = new JsonObject();
    for (int i = 0; i < 20; i++) {
      parameters.put("p" + number + "-" + i, "'" + "x".repeat(500) + "'");
    }
    return new JsonObject().put("requestParameters", parameters).encode();
  }
}
