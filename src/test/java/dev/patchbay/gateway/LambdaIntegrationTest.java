package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.RouteEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Integrations with Lambda functions over sockets, with the frames and statuses that were recorded
 * on AWS.
 */
final class LambdaIntegrationTest {

  private static final String INTERNAL = "{\"message\": \"Internal server error\"";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";

  private LocalBackend lambda;
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    lambda = new LocalBackend();
    gateway = LocalGateway.startInvoking(lambda.uri(""));
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    lambda.close();
  }

  private static String invocation(String function) {
    return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
        + FUNCTION
        + function
        + "/invocations";
  }

  private static SnapshotBuilder integration(String type, String uri) {
    return SnapshotBuilder.selecting("x")
        .integration(
            "m",
            Map.of(
                "integrationType",
                type,
                "integrationUri",
                uri,
                "integrationResponseSelectionExpression",
                "${integration.response.body.errorMessage}"));
  }

  private String answer(SnapshotBuilder api) throws Exception {
    gateway.deploy(api.route("$default", "m", Map.of()));
    try (RawWebSocket client = gateway.connect().send("hi")) {
      return client.next().text().replaceFirst(", \"connectionId\".*", "");
    }
  }

  private String proxied(String name, String result) throws Exception {
    lambda.functions.put(name, result);
    return answer(integration("AWS_PROXY", invocation(name)).twoWay("$default"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"statusCode\":200,\"body\":\"ok\"} | ok",
        "{\"statusCode\":\"200\",\"body\":\"ok\"} | ok",
        "{\"statusCode\":500,\"body\":\"oops\"} | oops",
        "{\"statusCode\":200} | ''",
        "{\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":true} | hi"
      })
  void theBodyOfTheResultIsTheFrameWhateverItsStatus(String result, String frame) throws Exception {
    assertThat(proxied("f", result)).isEqualTo(frame);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"body\":\"ok\"}",
        "\"ok\"",
        "null",
        "no JSON",
        "{\"statusCode\":true}",
        "{\"statusCode\":200,\"body\":{}}",
        "{\"statusCode\":200,\"body\":\"!\",\"isBase64Encoded\":true}"
      })
  void aMalformedResultIsAnError(String result) throws Exception {
    assertThat(proxied("f", result)).isEqualTo(INTERNAL);
  }

  @Test
  void aFunctionThatFailsIsAnErrorAlsoOnARouteThatDoesNotAnswer() throws Exception {
    lambda.functions.put("failing", "{\"errorMessage\":\"why\"}");
    assertThat(answer(integration("AWS_PROXY", invocation("failing")))).isEqualTo(INTERNAL);
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().reason().orElse("")).contains("why");
  }

  @Test
  void aFunctionThatCannotBeInvokedIsAnError() throws Exception {
    assertThat(answer(integration("AWS_PROXY", invocation("missing")))).isEqualTo(INTERNAL);
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().status()).isEqualTo(500);
  }

  @Test
  void theEventIsPostedToTheFunctionWithItsQualifier() throws Exception {
    lambda.functions.put("blue", "{\"statusCode\":200,\"body\":\"ok\"}");
    assertThat(
            answer(
                integration("AWS_PROXY", invocation("${stageVariables.color}:live"))
                    .twoWay("$default")))
        .isEqualTo("ok");
    LocalBackend.Received received = lambda.next();
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.uri()).isEqualTo("/2015-03-31/functions/blue/invocations?Qualifier=live");
    assertThat(received.body())
        .startsWith("{\"stageVariables\":{\"color\":\"blue\"},\"requestContext\":{\"routeKey\":")
        .endsWith(",\"body\":\"hi\",\"isBase64Encoded\":false}");
  }

  @ParameterizedTest
  @CsvSource({"failing,four hundred", "f,fine"})
  void theErrorOfAFunctionSelectsTheIntegrationResponse(String name, String expected)
      throws Exception {
    lambda.functions.put(name, name.equals("f") ? "{\"ok\":1}" : "{\"errorMessage\":\"a 400 b\"}");
    assertThat(
            answer(
                integration("AWS", invocation(name))
                    .response("m", "/.*400.*/", template("four hundred"))
                    .response("m", "$default", template("fine"))
                    .twoWay("$default")))
        .isEqualTo(expected);
    assertThat(lambda.next().body()).isEqualTo("hi");
  }

  private static Map<String, Object> template(String template) {
    return Map.of("responseTemplates", Map.of("a", template));
  }

  @ParameterizedTest
  @CsvSource({"200,101", "201,101", "301,301", "401,401", "501,501"})
  void theStatusOfTheResultDecidesAHandshake(int status, int answered) throws Exception {
    lambda.functions.put(
        "f",
        "{\"statusCode\":%d,\"headers\":{\"Sec-WebSocket-Protocol\":\"p1\",\"a\\r\\nb\":\"c\"}}"
            .formatted(status));
    gateway.deploy(integration("AWS_PROXY", FUNCTION + "f").route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect("Sec-WebSocket-Protocol: p1")) {
      assertThat(client.head())
          .startsWith("HTTP/1.1 " + answered + " ")
          .containsIgnoringCase("Sec-WebSocket-Protocol: p1\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"AWS_PROXY", "AWS"})
  void aFunctionThatFailsRefusesAHandshake(String type) throws Exception {
    lambda.functions.put("failing", "{\"errorMessage\":\"why\"}");
    gateway.deploy(integration(type, invocation("failing")).route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.head()).startsWith("HTTP/1.1 502 ");
    }
  }

  /** Recorded on AWS; the same for a result without a status is reported. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing | 500 | 107",
        "failing | 502 | 107",
        "malformed | 502 | 107",
      })
  void aHandshakeWhoseFunctionHasNoResultIsRefusedByTheGateway(
      String function, int status, int length) throws Exception {
    lambda.functions.put("failing", "{\"errorMessage\":\"why\"}");
    lambda.functions.put("malformed", "{\"body\":\"ok\"}");
    gateway.deploy(integration("AWS_PROXY", invocation(function)).route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(status);
      assertThat(client.body()).startsWith(INTERNAL + ", \"connectionId\":").hasSize(length);
    }
  }

  /** Recorded on AWS: the type gains its character set, and nothing else is added. */
  @Test
  void theResultOfAFunctionIsTheRefusalOfAHandshake() throws Exception {
    lambda.functions.put(
        "f",
        "{\"statusCode\":403,\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{no}\"}");
    gateway.deploy(integration("AWS_PROXY", FUNCTION + "f").route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.head().lines())
          .extracting(line -> line.replaceFirst("^(date|x-amz-apigw-id): .+", "$1"))
          .containsExactly(
              "HTTP/1.1 403 Forbidden",
              "date",
              "content-type: application/json; charset=UTF-8",
              "content-length: 4",
              "connection: keep-alive",
              "x-amz-apigw-id",
              "");
      assertThat(client.body()).isEqualTo("{no}");
    }
  }

  /** Recorded on AWS in one connection, which goes on after each error. */
  @Test
  void anErrorIsAFrameWithTheIdentifierOfItsEventAndOthersGoOn() throws Exception {
    lambda.functions.put("failing", "{\"errorMessage\":\"why\"}");
    lambda.functions.put("malformed", "{\"body\":\"ok\"}");
    lambda.functions.put("backend503", "{\"statusCode\":503,\"body\":\"busy\"}");
    lambda.functions.put("success", "{\"statusCode\":200,\"body\":\"done\"}");
    SnapshotBuilder api = SnapshotBuilder.selecting("$request.body.action");
    for (String name : List.of("failing", "malformed", "backend503", "success")) {
      api.integration(
              name, Map.of("integrationType", "AWS_PROXY", "integrationUri", invocation(name)))
          .route(name, name, Map.of())
          .twoWay(name);
    }
    gateway.deploy(api);
    try (RawWebSocket client = gateway.connect()) {
      gateway.events.take();
      for (String[] row :
          new String[][] {
            {"failing", "Internal server error"},
            {"malformed", "Internal server error"},
            {"nothing", "Forbidden"},
            {"backend503", "busy"},
            {"success", "done"}
          }) {
        client.send("{\"action\":\"%s\"}".formatted(row[0]));
        String frame = client.next().text();
        RouteEvent event = gateway.events.take();
        assertThat(frame)
            .as(row[0])
            .isIn(
                row[1],
                "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
                    .formatted(row[1], event.connection().connectionId(), event.requestId()));
        assertThat(frame.startsWith("{"))
            .isEqualTo(row[1].contains(" ") || row[0].equals("nothing"));
      }
    }
  }
}
