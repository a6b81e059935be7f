package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.LoggingLevel;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;

/** Stages: their settings, how updates merge them, and the operations on parts of them. */
class StagesTest {

  private static final String LOG_GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:calls";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();
  private String api = "";
  private String apiId = "";

  @BeforeEach
  void createApi() {
    api = http.createApi();
    apiId = api.substring(api.lastIndexOf('/') + 1);
  }

  private String create(String members) {
    Answer created = http.post(api + "/stages", members);
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return api + "/stages/" + created.json().getString("stageName").replace("$", "%24");
  }

  private JsonObject updated(String stage, String members) {
    Answer updated = http.patch(stage, members);
    assertThat(updated.status()).as(updated.toString()).isEqualTo(200);
    return updated.json();
  }

  private static void assertBadRequest(Answer answer, String text) {
    answer.assertError(400, "BadRequestException", text);
  }

  @Test
  void aResetOfTheCacheOfAuthorizersChangesTheEntityTagAndNoMember() {
    String stage = create("{\"stageName\":\"prod\"}");
    Answer before = http.get(stage);
    for (int i = 0; i < 2; i++) {
      Answer reset = http.delete(stage + "/cache/authorizers");
      assertThat(reset.status()).as(reset.toString()).isEqualTo(204);
    }
    Answer after = http.get(stage);
    assertThat(after.json()).isEqualTo(before.json());
    assertThat(List.of(before.etag(), after.etag())).containsExactly("\"1\"", "\"3\"");
    http.delete(api + "/stages/absent/cache/authorizers")
        .assertError(404, "NotFoundException", "Invalid stage identifier specified");
  }

  @Test
  void aStageOfAWebSocketApiHasTheDefaultsOfAws() {
    Map<String, Object> stage =
        http.get(create("{\"stageName\":\"prod\",\"autoDeploy\":false}")).json().getMap();
    assertThat(stage.keySet())
        .containsExactly(
            "autoDeploy",
            "createdDate",
            "defaultRouteSettings",
            "lastUpdatedDate",
            "routeSettings",
            "stageName",
            "stageVariables",
            "tags");
    assertThat(new JsonObject(stage).getJsonObject("defaultRouteSettings").encode())
        .isEqualTo(
            "{\"dataTraceEnabled\":false,\"detailedMetricsEnabled\":false,\"loggingLevel\":\"OFF\"}");
    assertThat(stage.get("lastUpdatedDate")).isEqualTo(stage.get("createdDate"));
    assertThat(http.get(create("{\"stageName\":\"b\"}")).json().containsKey("autoDeploy"))
        .isFalse();
  }

  @Test
  void aStageOfAnHttpApiHasNoExecutionLogs() {
    String httpApi = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
    String settings =
        "{\"stageName\":\"$default\",\"defaultRouteSettings\":"
            + "{\"loggingLevel\":\"%s\",\"dataTraceEnabled\":%s}}";
    String text = "Execution logs are not supported on protocolType HTTP";
    assertBadRequest(http.post(httpApi + "/stages", settings.formatted("INFO", "false")), text);
    assertBadRequest(http.post(httpApi + "/stages", settings.formatted("OFF", "true")), text);
    assertThat(
            http.post(httpApi + "/stages", settings.formatted("OFF", "false"))
                .json()
                .getJsonObject("defaultRouteSettings")
                .encode())
        .isEqualTo("{\"detailedMetricsEnabled\":false}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "é", "a.b", "$other", "a/b"})
  void namesOfStagesHaveLettersDigitsUnderscoresAndHyphens(String name) {
    assertBadRequest(
        http.post(api + "/stages", new JsonObject().put("stageName", name).encode()),
        "Stage name only allows a-zA-Z0-9_");
  }

  @Test
  void namesAreUniqueAndTenFit() {
    create("{\"stageName\":\"tf-acc_1\"}");
    create("{\"stageName\":\"$default\"}");
    http.post(api + "/stages", "{\"stageName\":\"$default\"}")
        .assertError(409, "ConflictException", "Stage already exists");
    IntStream.range(2, 10).forEach(i -> create("{\"stageName\":\"s%d\"}".formatted(i)));
    http.post(api + "/stages", "{\"stageName\":\"last\"}")
        .assertError(429, "TooManyRequestsException");
    assertThat(aws.getStages(s -> s.apiId(apiId)).items()).hasSize(10);
  }

  @Test
  void settingsMergeMemberByMember() {
    String stage =
        create(
            "{\"stageName\":\"a\",\"defaultRouteSettings\":{\"throttlingBurstLimit\":0,"
                + "\"throttlingRateLimit\":1.5},\"routeSettings\":{\"$connect\":"
                + "{\"throttlingRateLimit\":2.0}},\"stageVariables\":{\"a\":\"1\",\"b\":\"\"}}");
    JsonObject updated =
        updated(
            stage,
            "{\"defaultRouteSettings\":{\"loggingLevel\":\"INFO\"},\"routeSettings\":"
                + "{\"$connect\":{\"loggingLevel\":\"ERROR\"},\"$default\":{}},"
                + "\"stageVariables\":{\"a\":\"\",\"c\":\"3\"}}");
    assertThat(updated.getJsonObject("defaultRouteSettings").getMap())
        .isEqualTo(
            Map.of(
                "dataTraceEnabled",
                false,
                "detailedMetricsEnabled",
                false,
                "loggingLevel",
                "INFO",
                "throttlingBurstLimit",
                0,
                "throttlingRateLimit",
                1.5));
    assertThat(updated.getJsonObject("routeSettings").encode())
        .isEqualTo(
            "{\"$connect\":{\"throttlingRateLimit\":2,\"loggingLevel\":\"ERROR\"},\"$default\":{}}");
    assertThat(updated.getJsonObject("stageVariables").encode()).isEqualTo("{\"c\":\"3\"}");
    assertThat(updated(stage, "{\"stageVariables\":{\"c\":\"\"}}").getJsonObject("stageVariables"))
        .isEmpty();
    assertThat(
            aws.getStage(s -> s.apiId(apiId).stageName("a"))
                .defaultRouteSettings()
                .throttlingRateLimit())
        .isEqualTo(1.5);
  }

  @Test
  void debugLeavesTheLevelAsItIs() {
    String debug =
        "{\"defaultRouteSettings\":{\"loggingLevel\":\"DEBUG\"},\"routeSettings\":"
            + "{\"$default\":{\"loggingLevel\":\"DEBUG\"}}}";
    String stage = create("{\"stageName\":\"a\"," + debug.substring(1));
    assertThat(
            http.get(stage).json().getJsonObject("defaultRouteSettings").getString("loggingLevel"))
        .isEqualTo("OFF");
    assertThat(http.get(stage).json().getJsonObject("routeSettings").encode())
        .isEqualTo("{\"$default\":{}}");
    updated(stage, debug.replace("DEBUG", "ERROR"));
    JsonObject kept = updated(stage, debug);
    assertThat(kept.getJsonObject("defaultRouteSettings").getString("loggingLevel"))
        .isEqualTo("ERROR");
    assertThat(kept.getJsonObject("routeSettings").encode())
        .isEqualTo("{\"$default\":{\"loggingLevel\":\"ERROR\"}}");
    http.patch(stage, debug.replace("DEBUG", "TRACE")).assertError(400, "BadRequestException");
  }

  @Test
  void anEmptyDescriptionIsIgnoredAndAnEmptyCertificateClears() {
    String stage =
        create("{\"stageName\":\"a\",\"description\":\"d\",\"clientCertificateId\":\"c1\"}");
    JsonObject updated = updated(stage, "{\"description\":\"\",\"clientCertificateId\":\"\"}");
    assertThat(updated.getString("description")).isEqualTo("d");
    assertThat(updated.containsKey("clientCertificateId")).isFalse();
  }

  @Test
  void settingsAreOfRoutesThatAreThere() {
    String settings = "{\"routeSettings\":{\"join\":{\"detailedMetricsEnabled\":true}}}";
    String stage = create("{\"stageName\":\"a\"}");
    String text = "Unable to find Route by key join within the provided RouteSettings";
    http.patch(stage, settings).assertError(404, "NotFoundException", text);
    String route = http.create(api + "/routes", "{\"routeKey\":\"join\"}");
    updated(stage, settings);
    assertThat(http.delete(route).status()).isEqualTo(204);
    assertThat(
            updated(stage, "{\"description\":\"x\"}").getJsonObject("routeSettings").fieldNames())
        .containsExactly("join");
    http.patch(stage, settings).assertError(404, "NotFoundException", text);

    int deleted =
        aws.deleteRouteSettings(s -> s.apiId(apiId).stageName("a").routeKey("join"))
            .sdkHttpResponse()
            .statusCode();
    assertThat(deleted).isEqualTo(204);
    assertThat(http.get(stage).json().getJsonObject("routeSettings")).isEmpty();
    http.delete(stage + "/routesettings/join").assertError(404, "NotFoundException", text);
  }

  @Test
  void theKeyOfRouteSettingsIsAnyTextInThePath() {
    String httpApi = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
    String id = httpApi.substring(httpApi.lastIndexOf('/') + 1);
    http.create(httpApi + "/routes", "{\"routeKey\":\"GET /pets/{p+}\"}");
    aws.createStage(
        s ->
            s.apiId(id)
                .stageName("$default")
                .routeSettings(
                    Map.of(
                        "GET /pets/{p+}",
                        RouteSettings.builder().throttlingBurstLimit(5).build())));
    aws.deleteRouteSettings(s -> s.apiId(id).stageName("$default").routeKey("GET /pets/{p+}"));
    assertThat(aws.getStage(s -> s.apiId(id).stageName("$default")).routeSettings()).isEmpty();
  }

  @Test
  void halfOfTheLogSettingsIsRefusedAndTheOtherHalfKept() {
    String stage = create("{\"stageName\":\"a\"}");
    String missing = "Access Log value missing. Expected destinationArn and format.";
    assertBadRequest(logs(stage, new JsonObject().put("destinationArn", LOG_GROUP)), missing);
    JsonObject valid =
        new JsonObject().put("destinationArn", LOG_GROUP).put("format", "$context.requestId");
    assertThat(logs(stage, valid).status()).isEqualTo(200);
    assertThat(logs(stage, new JsonObject()).status()).isEqualTo(200);
    String format = "$context.extendedRequestId x";
    JsonObject merged = logs(stage, new JsonObject().put("format", format)).json();
    assertThat(merged.getJsonObject("accessLogSettings").getMap())
        .isEqualTo(Map.of("destinationArn", LOG_GROUP, "format", format));
    assertBadRequest(logs(stage, new JsonObject().put("format", "")), missing);
    assertBadRequest(
        logs(stage, new JsonObject().put("format", "literal-only")),
        "The following errors are found in Access Log Format: Access Log format must include either"
            + " $context.requestId or $context.extendedRequestId : 'literal-only'");
    assertBadRequest(
        logs(stage, new JsonObject().put("format", "$context.requestId\n$context.status")),
        "The following errors are found in Access Log Format: Access Log format must be single"
            + " line: '$context.requestId\n$context.status'");
    assertBadRequest(
        logs(stage, new JsonObject().put("destinationArn", "not-an-arn")),
        "Invalid ARN specified in the request. ARNs must start with 'arn:': not-an-arn");
    logs(stage, new JsonObject().put("destinationArn", "arn:aws:s3:::b"))
        .assertError(400, "BadRequestException");

    for (int i = 0; i < 2; i++) {
      aws.deleteAccessLogSettings(s -> s.apiId(apiId).stageName("a"));
      assertThat(http.get(stage).json().containsKey("accessLogSettings")).isFalse();
    }
  }

  private Answer logs(String stage, JsonObject settings) {
    return http.patch(stage, new JsonObject().put("accessLogSettings", settings).encode());
  }

  @Test
  void theSdkCreatesUpdatesTagsAndDeletesAStage() {
    CreateStageResponse created =
        aws.createStage(
            s ->
                s.apiId(apiId)
                    .stageName("prod")
                    .tags(Map.of("a", "1"))
                    .stageVariables(Map.of("host", "example.com/x?y=1&z=2")));
    assertThat(created.createdDate()).isNotNull().isEqualTo(created.lastUpdatedDate());
    String arn = "arn:aws:apigateway:us-east-1::/apis/" + apiId + "/stages/prod";
    aws.tagResource(t -> t.resourceArn(arn).tags(Map.of("b", "2")));
    aws.untagResource(t -> t.resourceArn(arn).tagKeys("a"));
    assertThat(aws.getStage(s -> s.apiId(apiId).stageName("prod")).tags())
        .isEqualTo(Map.of("b", "2"));
    assertThat(
            aws.updateStage(
                    s ->
                        s.apiId(apiId)
                            .stageName("prod")
                            .defaultRouteSettings(r -> r.loggingLevel(LoggingLevel.INFO)))
                .defaultRouteSettings()
                .loggingLevel())
        .isEqualTo(LoggingLevel.INFO);
    assertThat(
            aws.resetAuthorizersCache(s -> s.apiId(apiId).stageName("prod"))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    aws.deleteStage(s -> s.apiId(apiId).stageName("prod"));
    assertThatThrownBy(() -> aws.deleteStage(s -> s.apiId(apiId).stageName("prod")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid stage identifier specified");
    assertThatThrownBy(() -> aws.resetAuthorizersCache(s -> s.apiId(apiId).stageName("prod")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void theDeploymentOfAStageMustBeThere() {
    http.post(api + "/stages", "{\"stageName\":\"a\",\"deploymentId\":\"abcdef\"}")
        .assertError(404, "NotFoundException", "Invalid Deployment identifier specified");
  }
}
