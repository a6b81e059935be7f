package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The messages that a client receives from a route with a mock integration: the rules of AWS for
 * mock integrations, with the frames that were recorded on AWS.
 */
final class MockMessageTest {

  private static final String INTERNAL = Events.error("Internal server error");

  private static SnapshotBuilder route(String requestTemplate, Map<String, String> responses) {
    return SnapshotBuilder.selecting("$request.body.action")
        .mock("m", requestTemplate, responses)
        .route("$default", "m", Map.of());
  }

  private static Outcome answer(String requestTemplate, Map<String, String> responses) {
    return Events.message(
        route(requestTemplate, responses).twoWay("$default").build(), "{\"text\":\"hi\"}");
  }

  @Test
  void aTemplateOfAnIntegrationResponseMakesTheFrame() {
    Outcome outcome = answer("{statusCode: 200}", Map.of("/200/", "{\"pong\":true}"));
    assertThat(outcome.text()).contains("{\"pong\":true}");
    assertThat(outcome.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"statusCode\": \"200\"}", "{}", "no JSON", "#if("})
  void aMockWithoutAStatusIsAnError(String template) {
    assertThat(answer(template, Map.of("$default", "x")).text()).contains(INTERNAL);
  }

  @ParameterizedTest
  @CsvSource({"404,low", "503,high", "200,other"})
  void theStatusSelectsTheIntegrationResponse(int status, String expected) {
    Map<String, String> responses = new LinkedHashMap<>();
    responses.put("$default", "other");
    responses.put("/4\\d\\d/", "low");
    responses.put("/5\\d\\d/", "high");
    assertThat(answer("{\"statusCode\": " + status + "}", responses).text()).contains(expected);
  }

  @Test
  void aStatusThatNoIntegrationResponseMatchesIsAnError() {
    Outcome outcome = answer("{\"statusCode\": 503}", Map.of("/2\\d\\d/", "x"));
    assertThat(outcome.text()).contains(INTERNAL);
    assertThat(outcome.reason()).contains("no key matches the value '503', and none is $default");
  }

  @Test
  void aTwoWayRouteWithoutIntegrationResponsesIsAnError() {
    assertThat(answer("{\"statusCode\": 200}", Map.of()).text()).contains(INTERNAL);
  }

  @Test
  void theResponseSeesTheContextAndNotTheMessage() {
    assertThat(
            answer(
                    "{\"statusCode\": 200}",
                    Map.of("$default", "$context.connectionId $input.body $input.path('$.text')"))
                .text())
        .contains("C {} ");
  }

  @Test
  void aRequestTemplateSeesTheMessage() {
    assertThat(
            answer(
                    "{\"statusCode\": #if($input.path('$.text') == 'hi')201#{else}404#end}",
                    Map.of("201", "seen"))
                .text())
        .contains("seen");
  }

  @Test
  void aTemplateThatRendersNothingMakesAnEmptyFrame() {
    assertThat(answer("{\"statusCode\": 200}", Map.of("$default", "$nothing")).text()).contains("");
  }

  @Test
  void aOneWayRouteIsSilentWhateverItsIntegrationResponses() {
    assertThat(
            Events.message(route("{\"statusCode\": 500}", Map.of("/200/", "x")).build(), "hi")
                .text())
        .isEmpty();
  }

  /** Recorded on AWS: a route response alone makes a route answer. The expression is chosen. */
  @Test
  void anExpressionWithoutARouteResponseMakesNoRouteAnswer() {
    SnapshotBuilder api =
        SnapshotBuilder.selecting("x")
            .mock("m", "{\"statusCode\": 200}", Map.of("$default", "pong"))
            .route("$default", "m", Map.of("routeResponseSelectionExpression", "$default"));
    assertThat(Events.message(api.build(), "hi").text()).isEmpty();
    assertThat(Events.message(api.twoWay("$default").build(), "hi").text()).contains("pong");
  }

  @Test
  void aOneWayRouteSendsErrors() {
    assertThat(Events.message(route("{}", Map.of()).build(), "hi").text()).contains(INTERNAL);
  }

  @Test
  void aMessageThatNoTemplateFitsIsRefused() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("x")
            .integration("m", Map.of("integrationType", "MOCK", "passthroughBehavior", "NEVER"))
            .route("$default", "m", Map.of())
            .build();
    Outcome outcome = Events.message(snapshot, "hi");
    assertThat(outcome.text()).contains(Events.error("Unsupported Media Type"));
    assertThat(outcome.status()).isEqualTo(415);
  }

  @Test
  void aRouteWithoutItsIntegrationIsAnError() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("x").route("$default", "gone", Map.of()).build();
    Outcome outcome = Events.message(snapshot, "hi");
    assertThat(outcome.text()).contains(INTERNAL);
    assertThat(outcome.status()).isEqualTo(500);
  }

  @Test
  void aBackendThatDoesNotAnswerIsAnErrorWithItsReason() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("x")
            .integration("m", Map.of("integrationType", "AWS_PROXY"))
            .route("$default", "m", Map.of())
            .build();
    Outcome outcome = Events.message(snapshot, "hi");
    assertThat(outcome.text()).contains(INTERNAL);
    assertThat(outcome.reason()).contains("no backend");
  }
}
