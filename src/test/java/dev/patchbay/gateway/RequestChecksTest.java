package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of requests by routes (AWS: Request validation for WebSocket APIs in API Gateway). */
final class RequestChecksTest {

  private static final String REQUIRES_X = "{\"required\":[\"x\"]}";

  private static SnapshotBuilder checking(String expression, Map<String, String> models) {
    return SnapshotBuilder.selecting("join")
        .model("x", REQUIRES_X)
        .model("y", "{\"required\":[\"y\"]}")
        .echoing("$default")
        .mock("m", "{\"statusCode\": 200}", Map.of("$default", "joined"))
        .route("join", "m", Map.of("modelSelectionExpression", expression, "requestModels", models))
        .twoWay("join");
  }

  @Test
  void aMessageThatDoesNotMatchItsModelIsRefused() {
    ApiSnapshot snapshot = checking("$request.body.action", Map.of("$default", "x")).build();
    Outcome outcome = Events.message(snapshot, "{\"action\":\"join\"}");
    assertThat(outcome.text()).contains(Events.error("Invalid request body"));
    assertThat(outcome.status()).isEqualTo(400);
    assertThat(outcome.routeKey()).isEqualTo("join");
    assertThat(outcome.reason()).contains("object has missing required properties ([\"x\"])");
    assertThat(Events.message(snapshot, "{\"x\":1}").text()).contains("joined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"a\",\"y\":1} | true",
        "{\"kind\":\"a\",\"x\":1} | false",
        "{\"kind\":\"b\",\"x\":1} | true",
        "{\"x\":1} | true",
        "{\"y\":1} | false"
      })
  void theExpressionSelectsTheModel(String message, boolean accepted) {
    ApiSnapshot snapshot =
        checking("$request.body.kind", Map.of("$default", "x", "a", "y")).build();
    assertThat(Events.message(snapshot, message).text().orElseThrow().equals("joined"))
        .isEqualTo(accepted);
  }

  @Test
  void withoutAModelForItsKeyAMessageIsRefused() {
    ApiSnapshot snapshot = checking("$request.body.kind", Map.of("a", "x")).build();
    assertThat(Events.message(snapshot, "{\"kind\":\"b\",\"x\":1}").text())
        .contains(Events.error("Invalid request body"));
  }

  @Test
  void withoutAnExpressionNoMessageIsChecked() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("join")
            .model("x", REQUIRES_X)
            .mock("m", "{\"statusCode\": 200}", Map.of("$default", "joined"))
            .route("join", "m", Map.of("requestModels", Map.of("$default", "x")))
            .twoWay("join")
            .build();
    assertThat(Events.message(snapshot, "{}").text()).contains("joined");
  }

  @Test
  void aMessageThatIsNotJsonIsRefused() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("$request.body.action")
            .model("any", "{}")
            .mock("m", "{\"statusCode\": 200}", Map.of("$default", "taken"))
            .route(
                "$default",
                "m",
                Map.of(
                    "modelSelectionExpression", "any", "requestModels", Map.of("$default", "any")))
            .twoWay("$default")
            .build();
    assertThat(Events.message(snapshot, "hello").text())
        .contains(Events.error("Invalid request body"));
    assertThat(Events.message(snapshot, "1").text()).contains("taken");
  }

  @Test
  void aModelThatCannotBeUsedIsAnErrorOfTheApi() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("join")
            .model("x", "{\"$ref\":\"#/nowhere\"}")
            .echoing("$default")
            .route(
                "join",
                "mock-$default",
                Map.of("modelSelectionExpression", "x", "requestModels", Map.of("x", "x")))
            .build();
    Outcome outcome = Events.message(snapshot, "{}");
    assertThat(outcome.text()).contains(Events.error("Internal server error"));
    assertThat(outcome.reason()).contains("the model cannot be used: nothing is at #/nowhere");
  }

  @Test
  void theSocketStaysOpenAfterARefusal() throws Exception {
    try (LocalGateway gateway =
            LocalGateway.start().deploy(checking("x", Map.of("$default", "x")));
        RawWebSocket client = gateway.connect()) {
      client.send("{}");
      assertThat(client.next().text())
          .matches(
              "\\{\"message\": \"Invalid request body\", \"connectionId\":\"[\\w-]{18}==\","
                  + " \"requestId\":\"[\\w-]{15}=\"}");
      client.send("{\"x\":1}");
      assertThat(client.next().text()).isEqualTo("joined");
    }
  }

  private static SnapshotBuilder requiring(Map<String, Object> parameters) {
    return SnapshotBuilder.selecting("x")
        .mock("m", "{\"statusCode\": 200}", Map.of())
        .route("$connect", "m", Map.of("requestParameters", parameters));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "route.request.querystring.room",
        "method.request.querystring.room",
        "route.request.header.x-token"
      })
  void aHandshakeHasTheRequiredParameters(String name) throws Exception {
    String parameter = name.substring(name.lastIndexOf('.') + 1);
    try (LocalGateway gateway =
        LocalGateway.start().deploy(requiring(Map.of(name, Map.of("required", true))))) {
      for (String query : new String[] {"", "?room=", "?room=%20"}) {
        try (RawWebSocket client =
            RawWebSocket.open(gateway.port(), LocalGateway.PATH + query, "X-Token:")) {
          assertThat(client.status()).isEqualTo(400);
          assertThat(client.body())
              .startsWith(
                  "{\"message\": \"Missing required request parameters: [" + parameter + "]\", ");
        }
      }
      try (RawWebSocket client =
          RawWebSocket.open(gateway.port(), LocalGateway.PATH + "?room=blue", "X-Token: t")) {
        assertThat(client.status()).isEqualTo(101);
      }
    }
  }

  @Test
  void parametersThatAreNotRequiredMayBeMissing() {
    ApiSnapshot snapshot =
        requiring(Map.of("route.request.querystring.other", Map.of("required", false))).build();
    assertThat(Events.connect(snapshot).status()).isEqualTo(200);
  }
}
