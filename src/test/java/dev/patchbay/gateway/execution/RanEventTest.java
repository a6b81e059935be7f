package dev.patchbay.gateway.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.Events;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RanEventTest {

  private static RanEvent message(Outcome outcome) {
    return new RanEvent(
        RouteEvent.message(Events.CONNECTION, "R", "M", 7, ""), outcome, Optional.empty(), 1);
  }

  @ParameterizedTest
  @CsvSource({"join, CUSTOM", "$default, DEFAULT", "'', NONE"})
  void theKeyOfARouteIsNoLabel(String key, RouteKind kind) {
    assertThat(message(Outcome.silent(key)).routeKind()).isEqualTo(kind);
  }

  @Test
  void handshakesAndDisconnectionsAreKindsWithoutARouteToo() {
    RouteEvent connect = RouteEvent.connect(Events.CONNECTION, "R", RequestParameters.NONE);
    RouteEvent disconnect =
        RouteEvent.disconnect(Events.CONNECTION, "R", 7, new CloseStatus(1000, ""));
    assertThat(new RanEvent(connect, Outcome.silent(""), Optional.empty(), 1).routeKind())
        .isEqualTo(RouteKind.CONNECT);
    assertThat(new RanEvent(disconnect, Outcome.silent(""), Optional.empty(), 1).routeKind())
        .isEqualTo(RouteKind.DISCONNECT);
  }

  @ParameterizedTest
  @CsvSource({
    "200, , OK",
    "204, , OK",
    "301, , CLIENT_ERROR",
    "403, no route, CLIENT_ERROR",
    "429, no memory, THROTTLED",
    "503, , INTEGRATION_ERROR",
    "502, it raised, INTEGRATION_ERROR",
    "504, it is late, INTEGRATION_ERROR",
    "500, a template, EXECUTION_ERROR",
  })
  void aStatusAndItsReasonAreAKind(int status, String reason, OutcomeKind kind) {
    Outcome outcome =
        new Outcome(
            "a",
            status,
            Optional.empty(),
            Map.of(),
            Optional.ofNullable(reason).map(each -> new Outcome.Failure("x", each)));
    assertThat(message(outcome).outcomeKind()).isEqualTo(kind);
  }
}
