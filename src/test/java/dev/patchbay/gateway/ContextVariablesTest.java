package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.ContextVariables;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The members of {@code $context}, as they were recorded on AWS: names, order, values. */
final class ContextVariablesTest {

  @Test
  void aHandshakeHasTheMembersOfItsConnection() {
    Map<String, Object> variables =
        ContextVariables.of(
            RouteEvent.connect(Events.CONNECTION, "R", RequestParameters.NONE), "$connect");
    assertThat(variables.keySet())
        .containsExactly(
            "routeKey",
            "eventType",
            "extendedRequestId",
            "requestTime",
            "messageDirection",
            "stage",
            "connectedAt",
            "requestTimeEpoch",
            "identity",
            "requestId",
            "domainName",
            "connectionId",
            "apiId");
    assertThat(variables)
        .containsEntry("requestTime", "25/Sep/2026:00:04:24 +0000")
        .containsEntry("extendedRequestId", variables.get("requestId"))
        .containsEntry("identity", Map.of("userAgent", "a-client", "sourceIp", "192.0.2.7"));
  }

  @Test
  void aMessageHasItsIdentifier() {
    Map<String, Object> variables =
        ContextVariables.of(RouteEvent.message(Events.CONNECTION, "R", "M", 7, "hi"), "join");
    assertThat(List.copyOf(variables.keySet()).subList(0, 3))
        .containsExactly("routeKey", "messageId", "eventType");
    assertThat(variables).containsEntry("messageId", "M").containsEntry("requestTimeEpoch", 7L);
  }

  @Test
  void aDisconnectionHasItsCodeAndItsReason() {
    Map<String, Object> variables =
        ContextVariables.of(
            RouteEvent.disconnect(Events.CONNECTION, "R", 7, new CloseStatus(1001, "Going away")),
            "$disconnect");
    assertThat(List.copyOf(variables.keySet()).subList(0, 3))
        .containsExactly("routeKey", "disconnectStatusCode", "eventType");
    assertThat(variables)
        .containsEntry("disconnectStatusCode", 1001)
        .containsEntry("disconnectReason", "Going away")
        .doesNotContainKey("messageId");
  }

  @Test
  void theDisconnectRouteRunsWithTheseMembersAndSendsNothing() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("x")
            .mock(
                "m",
                "{\"statusCode\": $context.disconnectStatusCode}",
                Map.of("/1000/", "$context.disconnectReason"))
            .route("$disconnect", "m", Map.of())
            .build();
    Outcome outcome = Events.disconnect(snapshot, new CloseStatus(1000, "bye"));
    assertThat(outcome).isEqualTo(Outcome.silent("$disconnect").of("m", Optional.empty()));
  }
}
