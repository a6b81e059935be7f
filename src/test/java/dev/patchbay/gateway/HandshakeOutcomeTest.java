package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The effect of the $connect route on a handshake. AWS documents that a status of 200 accepts it
 * and another one refuses it (The $connect route).
 */
final class HandshakeOutcomeTest {

  private static final String INTERNAL = Events.error("Internal server error");

  private static SnapshotBuilder connect(String requestTemplate, Map<String, String> responses) {
    return SnapshotBuilder.selecting("$request.body.action")
        .mock("m", requestTemplate, responses)
        .route("$connect", "m", Map.of());
  }

  @Test
  void anApiWithoutAConnectRouteAcceptsEveryClient() {
    Outcome outcome = Events.connect(SnapshotBuilder.selecting("x").build());
    assertThat(outcome.accepts()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"200,true", "201,true", "301,false", "401,false", "501,false"})
  void theStatusOfAMockDecides(int status, boolean accepts) {
    Outcome outcome = Events.connect(connect("{\"statusCode\": " + status + "}", Map.of()).build());
    assertThat(outcome.accepts()).isEqualTo(accepts);
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.text()).isEmpty();
  }

  @Test
  void anIntegrationResponseMakesTheBodyOfARefusal() {
    Outcome outcome =
        Events.connect(
            connect("{\"statusCode\": 403}", Map.of("/403/", "no, $context.connectionId")).build());
    assertThat(outcome.status()).isEqualTo(403);
    assertThat(outcome.text()).contains("no, C");
  }

  @Test
  void integrationResponsesThatDoNotMatchAreAnError() {
    Outcome outcome =
        Events.connect(connect("{\"statusCode\": 200}", Map.of("/403/", "x")).build());
    assertThat(outcome.status()).isEqualTo(500);
    assertThat(outcome.text()).contains(INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"statusCode\": 101}", "{\"statusCode\": 600}", "{\"statusCode\": -1}"})
  void aStatusThatIsNoAnswerIsAnError(String template) {
    Outcome outcome = Events.connect(connect(template, Map.of()).build());
    assertThat(outcome.status()).isEqualTo(500);
    assertThat(outcome.text()).contains(INTERNAL);
  }

  private static Outcome mapping(String subprotocol) {
    return Events.connect(
        SnapshotBuilder.selecting("x")
            .mock("m", "{\"statusCode\": 200}", Map.of())
            .response(
                "m",
                "$default",
                Map.of(
                    "responseParameters",
                    Map.of(
                        "method.response.header.Sec-WebSocket-Protocol", "'" + subprotocol + "'")))
            .route("$connect", "m", Map.of())
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"p1", "graphql-transport-ws", "v1.chat+json"})
  void aMappedHeaderNamesTheSubprotocol(String subprotocol) {
    assertThat(mapping(subprotocol).headers())
        .isEqualTo(Map.of("Sec-WebSocket-Protocol", subprotocol));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p1\r\nX-Other: 1", "caf\u00e9"})
  void aValueThatNoHeaderHasIsNoSubprotocol(String subprotocol) {
    assertThat(mapping(subprotocol).headers()).isEmpty();
    assertThat(mapping(subprotocol).accepts()).isTrue();
  }

  @Test
  void aTemplateSeesTheParametersOfTheHandshake() {
    Outcome outcome =
        Events.connect(
            connect(
                    "{\"statusCode\": #if($input.params('room') == 'blue')200#{else}403#end}",
                    Map.of())
                .build());
    assertThat(outcome.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"authorizationType,AWS_IAM", "authorizationType,CUSTOM"})
  void anAuthorizationThatCannotBeCheckedIsRefused(String member, String value) {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("x")
            .mock("m", "{\"statusCode\": 200}", Map.of())
            .route("$connect", "m", Map.of(member, value))
            .build();
    Outcome outcome = Events.connect(snapshot);
    assertThat(outcome.status()).isEqualTo(403);
    assertThat(outcome.text()).contains(Events.error("Forbidden"));
  }

  @Test
  void anApiKeyThatCannotBeCheckedIsRefused() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("x")
            .mock("m", "{\"statusCode\": 200}", Map.of())
            .route("$connect", "m", Map.of("apiKeyRequired", true))
            .build();
    assertThat(Events.connect(snapshot).status()).isEqualTo(403);
  }
}
