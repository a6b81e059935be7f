package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Integrations with Lambda functions over sockets. Names begin with a row or a section of
 * aws-execution, or of the recordings (rec).
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
  void f9TheBodyOfTheResultIsTheFrameWhateverItsStatus(String result, String frame)
      throws Exception {
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
  void section51AMalformedResultIsAnError(String result) throws Exception {
    assertThat(proxied("f", result)).isEqualTo(INTERNAL);
  }

  @Test
  void f7AFunctionThatFailsIsAnErrorAlsoOnARouteThatDoesNotAnswer() throws Exception {
    lambda.functions.put("failing", "{\"errorMessage\":\"why\"}");
    assertThat(answer(integration("AWS_PROXY", invocation("failing")))).isEqualTo(INTERNAL);
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().reason().orElse("")).contains("why");
  }

  @Test
  void recIAFunctionThatCannotBeInvokedIsAnError() throws Exception {
    assertThat(answer(integration("AWS_PROXY", invocation("missing")))).isEqualTo(INTERNAL);
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().status()).isEqualTo(500);
  }

  @Test
  void section32TheEventIsPostedToTheFunctionWithItsQualifier() throws Exception {
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
  void s5TheErrorOfAFunctionSelectsTheIntegrationResponse(String name, String expected)
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
  void f13TheStatusOfTheResultDecidesAHandshake(int status, int answered) throws Exception {
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
  void f13AFunctionThatFailsRefusesAHandshake(String type) throws Exception {
    lambda.functions.put("failing", "{\"errorMessage\":\"why\"}");
    gateway.deploy(integration(type, invocation("failing")).route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.head()).startsWith("HTTP/1.1 502 ");
    }
  }
}
