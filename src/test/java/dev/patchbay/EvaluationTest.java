package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations over HTTP, of integration responses that are stored in Redis. */
class EvaluationTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private String integration = "";

  @BeforeEach
  void createIntegration() {
    integration = PATCHBAY.http().createIntegration(PATCHBAY.http().createApi());
  }

  private String respond(String key, String template) {
    JsonObject members = new JsonObject().put("integrationResponseKey", key);
    if (!template.isEmpty()) {
      members.put("responseTemplates", new JsonObject().put("$default", template));
    }
    String path = PATCHBAY.http().create(integration + "/integrationresponses", members.encode());
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Answer evaluate(String request) {
    return PATCHBAY.http().post(evaluations(integration), request);
  }

  private static String evaluations(String integrationPath) {
    return integrationPath.replace("/v2/", "/patchbay/v1/") + "/evaluations";
  }

  private JsonObject evaluated(String request) {
    Answer answer = evaluate(request);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    return answer.json();
  }

  private static String frame(JsonObject evaluation) {
    return evaluation.getJsonObject("frame").getString("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"statusCode":200,"body":"{\\"a\\":[1,2]}"}       | /2\\d\\d/ | ok [1,2]
          {"body":"{\\"a\\":7}"}                            | /2\\d\\d/ | ok 7
          {"statusCode":404}                                | 404       | gone
          {"statusCode":500,"headers":{"X-Why":"broken"}}   | $default  | other c-1 blue hello
          {"statusCode":500,"body":"eyJhIjoxfQ==","isBase64Encoded":true} | $default | other c-1 blue hello
          """)
  void replySelectsAnIntegrationResponseAndMakesAFrame(String reply, String key, String frame) {
    respond("/2\\d\\d/", "ok $input.json('$.a')");
    respond("404", "gone");
    String template = "other $context.connectionId $stageVariables.color $input.params('greeting')";
    respond("$default", template);

    JsonObject evaluation =
        evaluated(
            """
            {"reply":%s,"context":{"connectionId":"c-1"},"stageVariables":{"color":"blue"},
             "request":{"body":"{}","querystring":{"greeting":"hello"}}}
            """
                .formatted(reply));

    assertThat(evaluation.getString("integrationResponseKey")).isEqualTo(key);
    assertThat(frame(evaluation)).isEqualTo(frame);
    assertThat(evaluation.containsKey("error")).isFalse();
  }

  @Test
  void answerSaysHowTheFrameCameToBe() {
    String ok = respond("200", "$input.body");
    String other = respond("$default", "");

    JsonObject evaluation = evaluated("{\"reply\":{\"body\":\"hi\"}}");

    assertThat(evaluation.fieldNames())
        .containsExactly(
            "integrationResponseId",
            "integrationResponseKey",
            "candidates",
            "templateKey",
            "parameters",
            "frame",
            "notes",
            "trace",
            "warnings");
    assertThat(evaluation.getString("integrationResponseId")).isEqualTo(ok);
    assertThat(evaluation.getString("templateKey")).isEqualTo("$default");
    assertThat(maps(evaluation.getJsonArray("candidates")))
        .containsExactlyInAnyOrder(
            candidate(ok, "200", true, "the text equals the value"),
            candidate(
                other, "$default", false, "$default matches every reply, but 200 precedes it"));
    assertThat(maps(evaluation.getJsonArray("trace")))
        .extracting(step -> step.getString("step"))
        .containsExactly(
            "SELECTION_VALUE",
            "INTEGRATION_RESPONSE",
            "TEMPLATE_SELECTION",
            "RENDERING",
            "PARAMETERS",
            "FRAME");
  }

  private static List<JsonObject> maps(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject candidate(String id, String key, boolean selected, String reason) {
    return new JsonObject()
        .put("integrationResponseId", id)
        .put("integrationResponseKey", key)
        .put("matched", true)
        .put("selected", selected)
        .put("reason", reason);
  }

  @Test
  void parametersShowTheirValues() {
    PATCHBAY
        .http()
        .create(
            integration + "/integrationresponses",
            """
            {"integrationResponseKey":"$default","responseParameters":{
              "route.response.header.a":"integration.response.header.X-A",
              "route.response.header.b":"integration.response.multivalueheader.X-B",
              "route.response.header.c":"stageVariables.absent"}}
            """);

    JsonObject evaluation =
        evaluated("{\"reply\":{\"headers\":{\"X-A\":\"1\",\"X-B\":[\"2\",\"3\"]}}}");

    assertThat(maps(evaluation.getJsonArray("parameters")))
        .extracting(each -> each.getString("key") + "=" + each.getString("value"))
        .containsExactly(
            "route.response.header.a=1",
            "route.response.header.b=2,3",
            "route.response.header.c=null");
  }

  @Test
  void errorIsAFrameOfAwsAndSaysWhereTheTemplateIsWrong() {
    respond("$default", "line 1\n#if($a)");

    JsonObject evaluation =
        evaluated("{\"reply\":{},\"context\":{\"connectionId\":\"c\",\"requestId\":\"r\"}}");

    assertThat(frame(evaluation))
        .isEqualTo(
            "{\"message\": \"Internal server error\", \"connectionId\":\"c\", \"requestId\":\"r\"}");
    JsonObject error = evaluation.getJsonObject("error");
    assertThat(error.getString("kind")).isEqualTo("TEMPLATE_SYNTAX");
    assertThat(error.getString("templateKey")).isEqualTo("$default");
    assertThat(error.getInteger("line")).isEqualTo(2);
  }

  @Test
  void bytesThatAreNotUtf8AreAnsweredAsBase64BesideTheText() {
    respond("$default", "");

    JsonObject frame =
        evaluated("{\"reply\":{\"body\":\"aP8=\",\"isBase64Encoded\":true}}")
            .getJsonObject("frame");

    assertThat(frame.getString("text")).isEqualTo("h\uFFFD");
    assertThat(frame.getString("base64")).isEqualTo("aP8=");
  }

  @Test
  void halfASurrogatePairOfATemplateIsAnsweredAsReplacementCharacter() {
    respond("$default", "$input.path('$.s').substring(0, 1)|");

    JsonObject evaluation =
        evaluated("{\"reply\":{\"body\":\"{\\\"s\\\":\\\"\uD83D\uDE00\\\"}\"}}");

    assertThat(frame(evaluation)).isEqualTo("?|");
    assertThat(evaluation.getJsonArray("trace").encode()).contains("\uFFFD|");
  }

  @Test
  void keyThatNeverMatchesIsAWarning() {
    String id = respond("2xx", "");
    respond("$default", "");

    List<JsonObject> warnings = maps(evaluated("{\"reply\":{}}").getJsonArray("warnings"));

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).getString("kind")).isEqualTo("KEY_NEVER_MATCHES");
    assertThat(warnings.get(0).getString("integrationResponseId")).isEqualTo(id);
    assertThat(warnings.get(0).getString("subject")).isEqualTo("2xx");
  }

  @Test
  void changeIsEvaluatedAndNotStored() {
    String id = respond("$default", "before");
    String path = integration + "/integrationresponses/" + id;
    String stored = PATCHBAY.record(path);

    JsonObject evaluation =
        evaluated(
            """
            {"reply":{},"changes":{"%s":{"responseTemplates":{"$default":"after"},"description":1}}}
            """
                .formatted(id));

    assertThat(frame(evaluation)).isEqualTo("after");
    assertThat(evaluation.getString("integrationResponseId")).isEqualTo(id);
    assertThat(PATCHBAY.record(path)).isEqualTo(stored);
    assertThat(frame(evaluated("{\"reply\":{}}"))).isEqualTo("before");
  }

  @Test
  void changeHasTheSemanticsOfAnUpdate() {
    String id = respond("$default", "kept");

    assertThat(
            frame(
                evaluated(
                    "{\"reply\":{},\"changes\":{\"%s\":{\"templateSelectionExpression\":\"\",\"responseTemplates\":null}}}"
                        .formatted(id))))
        .isEqualTo("kept");
    JsonObject cleared =
        evaluated(
            "{\"reply\":{\"body\":\"b\"},\"changes\":{\"%s\":{\"responseTemplates\":{}}}}"
                .formatted(id));
    assertThat(frame(cleared)).isEqualTo("b");
  }

  @Test
  void newIntegrationResponseIsEvaluatedAndNotStored() {
    respond("$default", "stored");

    JsonObject evaluation =
        evaluated(
            """
            {"reply":{"statusCode":201},"changes":{"new":
              {"integrationResponseKey":"/20./","responseTemplates":{"$default":"made"}}}}
            """);

    assertThat(frame(evaluation)).isEqualTo("made");
    assertThat(evaluation.getString("integrationResponseId")).isEqualTo("new");
    assertThat(
            PATCHBAY.http().get(integration + "/integrationresponses").json().getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void changesAreAppliedInTheirOrder() {
    String first = respond("200", "first");
    respond("$default", "other");

    JsonObject evaluation =
        evaluated(
            """
            {"reply":{},"changes":{"%s":{"integrationResponseKey":"500"},
              "new":{"integrationResponseKey":"200","responseTemplates":{"$default":"took its key"}}}}
            """
                .formatted(first));

    assertThat(frame(evaluation)).isEqualTo("took its key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {}                                    | 400 BadRequestException    | Reply is required
          {"reply":1}                           | 400 SerializationException | reply: a number can not be converted to a map.
          {"reply":{"statusCode":"200"}}        | 400 SerializationException | reply.statusCode: a string can not be converted to an integer.
          {"reply":{"statusCode":99}}           | 400 BadRequestException    | Invalid reply.statusCode specified: 99. Allowed: a whole number from 100 to 599; without it 200.
          {"reply":{"status":200}}              | 400 BadRequestException    | Invalid reply key specified: "status". Allowed: no members but statusCode, headers, body, isBase64Encoded and errorMessage.
          {"reply":{"headers":{"a":[1]}}}       | 400 SerializationException | reply.headers.a[0]: a number can not be converted to a string.
          {"reply":{"body":"%","isBase64Encoded":true}} | 400 BadRequestException | Invalid reply.body specified: "%". Allowed: base64, because isBase64Encoded is true.
          {"reply":{},"change":{}}              | 400 BadRequestException    | Invalid member specified: "change". Allowed: no members but reply, context, stageVariables, request and changes.
          {"reply":{},"request":{"params":{}}}  | 400 BadRequestException    | Invalid request key specified: "params". Allowed: no members but body, path, querystring and header.
          {"reply":{},"stageVariables":{"a":1}} | 400 SerializationException | stageVariables.a: a number can not be converted to a string.
          {"reply":{},"changes":{"ID":null}}    | 400 SerializationException | changes.ID: null can not be converted to a map.
          {"reply":{},"changes":{"ID":{"contentHandlingStrategy":"NO"}}} | 400 BadRequestException | Invalid changes.ID.contentHandlingStrategy specified: "NO". Allowed: CONVERT_TO_BINARY or CONVERT_TO_TEXT; an empty string clears it.
          {"reply":{},"changes":{"ID":{"integrationResponseKey":"404"}}} | 400 BadRequestException | The change ID is refused: IntegrationResponse with key 404 already exists for this Integration
          {"reply":{},"changes":{"new":{}}}     | 400 BadRequestException    | Integration response key is required in changes.new
          {"reply":{},"changes":{"new":{"integrationResponseKey":"404"}}} | 400 BadRequestException | The change new is refused: IntegrationResponse with key 404 already exists for this Integration
          {"reply":{},"changes":{"new":{"integrationResponseKey":"/(/"}}} | 400 BadRequestException | Invalid changes.new.integrationResponseKey specified: "/(/".
          {"reply":{},"changes":{"absent1":{}}} | 400 BadRequestException    | The change absent1 is refused: Invalid IntegrationResponse identifier specified
          {"reply":                             | 400 SerializationException | The request can not be read: the body is not JSON
          """)
  void wrongInputIsRefusedAndNamed(String request, String error, String message) {
    String id = respond("200", "");
    respond("404", "");

    Answer answer = evaluate(request.replace("\"ID\"", "\"" + id + "\""));

    assertThat(answer.status() + " " + answer.errorType()).as(answer.body()).isEqualTo(error);
    assertThat(answer.message()).startsWith(message.replace("ID", id));
  }

  @Test
  void changeBeyondTheQuotaIsRefused() {
    for (int i = 0; i < 300; i++) {
      respond("key" + i, "");
    }

    assertThat(evaluated("{\"reply\":{}}").getJsonArray("candidates")).hasSize(300);
    assertThat(
            evaluate("{\"reply\":{},\"changes\":{\"new\":{\"integrationResponseKey\":\"x\"}}}")
                .assertError(400, "BadRequestException")
                .message())
        .startsWith("The change new is refused: ");
  }

  @Test
  void integrationResponsesThatAreTooLargeTogetherAreRefused() {
    JsonObject templates = new JsonObject();
    for (int i = 0; i < 29; i++) {
      templates.put("key" + i, "x".repeat(32_768));
    }
    for (int i = 0; i < 5; i++) {
      JsonObject members =
          new JsonObject()
              .put("integrationResponseKey", "k" + i)
              .put("responseTemplates", templates);
      if (i == 4) {
        assertThat(evaluate("{\"reply\":{}}").status()).isEqualTo(200);
      }
      PATCHBAY.http().create(integration + "/integrationresponses", members.encode());
    }

    assertThat(evaluate("{\"reply\":{}}").assertError(400, "BadRequestException").message())
        .isEqualTo("This operation takes at most 4194304 bytes of IntegrationResponses");
  }

  @Test
  void integrationThatIsNotThereIsNotFound() {
    Answer answer =
        PATCHBAY
            .http()
            .post(evaluations(integration.replaceFirst("/[^/]*$", "/absent1")), "{\"reply\":{}}");

    answer.assertError(404, "NotFoundException");
    assertThat(answer.json().getString("resourceType")).isEqualTo("Integration");
    PATCHBAY
        .http()
        .post("/patchbay/v1/apis/absentapi0/integrations/absent1/evaluations", "{\"reply\":{}}")
        .assertError(404, "NotFoundException");
  }

  @Test
  void integrationOfAnHttpApiHasNoIntegrationResponses() {
    String api = PATCHBAY.http().create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
    String proxy =
        PATCHBAY
            .http()
            .create(
                api + "/integrations",
                """
                {"integrationType":"HTTP_PROXY","integrationMethod":"GET",
                 "integrationUri":"https://example.com","payloadFormatVersion":"1.0"}
                """);

    assertThat(
            PATCHBAY
                .http()
                .post(evaluations(proxy), "{\"reply\":{}}")
                .assertError(400, "BadRequestException")
                .message())
        .isEqualTo("IntegrationResponses are currently not supported for this API protocol type.");
  }

  @Test
  void integrationWithoutIntegrationResponsesAnswersAnError() {
    JsonObject evaluation = evaluated("{\"reply\":{}}");

    assertThat(evaluation.getJsonObject("error").getString("kind"))
        .isEqualTo("NO_INTEGRATION_RESPONSE");
    assertThat(evaluation.containsKey("integrationResponseId")).isFalse();
  }

  @Test
  void otherMethodsAreRefused() {
    Answer answer = PATCHBAY.http().get(evaluations(integration));

    answer.assertError(405, "MethodNotAllowedException");
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @Test
  void otherContentTypesAreRefused() {
    PATCHBAY
        .http()
        .send("POST", evaluations(integration), "{\"reply\":{}}", "Content-Type", "text/plain")
        .assertError(415, "UnsupportedMediaTypeException");
  }
}
