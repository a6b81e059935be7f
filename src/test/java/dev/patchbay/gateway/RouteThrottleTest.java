package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.RouteLimit;
import dev.patchbay.testkit.ManualClock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limits of routes in the settings of a stage (AWS: Throttle requests to your WebSocket APIs).
 */
final class RouteThrottleTest {

  private static final Map<String, Object> ONE_A_SECOND =
      Map.of("throttlingRateLimit", 1.0, "throttlingBurstLimit", 2L);

  private final ManualClock clock = new ManualClock();
  private final RouteThrottle throttle = new RouteThrottle(clock, 1);

  private static SnapshotBuilder api() {
    return SnapshotBuilder.selecting("$request.body.action").echoing("$default", "join");
  }

  /** How many of ten requests that come at once a route takes. */
  private long admitted(ApiSnapshot snapshot, String routeKey) {
    return admitted(throttle, snapshot, routeKey);
  }

  private static long admitted(RouteThrottle throttle, ApiSnapshot snapshot, String routeKey) {
    return IntStream.range(0, 10)
        .filter(each -> throttle.admits(snapshot, Events.CONNECTION, routeKey))
        .count();
  }

  @Test
  void aHandshakeBeyondTheLimitGets429() throws Exception {
    try (LocalGateway gateway =
        LocalGateway.start().deploy(api().stage("defaultRouteSettings", ONE_A_SECOND))) {
      try (RawWebSocket first = gateway.connect();
          RawWebSocket second = gateway.connect();
          RawWebSocket third = gateway.connect()) {
        assertThat(first.status()).isEqualTo(101);
        assertThat(second.status()).isEqualTo(101);
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.head()).contains("x-amz-apigw-id: ");
        assertThat(third.body()).startsWith("{\"message\": \"Too Many Requests\", ");
      }
      gateway.clock.advanceMillis(1_000);
      try (RawWebSocket later = gateway.connect()) {
        assertThat(later.status()).isEqualTo(101);
      }
    }
  }

  @Test
  void aMessageBeyondTheLimitGetsAFrameAndTheSocketStaysOpen() throws Exception {
    try (LocalGateway gateway =
            LocalGateway.start()
                .deploy(api().stage("routeSettings", Map.of("join", ONE_A_SECOND)));
        RawWebSocket client = gateway.connect()) {
      String message = "{\"action\":\"join\"}";
      assertThat(client.send(message).next().text()).isEqualTo("join");
      assertThat(client.send(message).next().text()).isEqualTo("join");
      assertThat(client.send(message).next().text())
          .matches(
              "\\{\"message\": \"Too Many Requests\", \"connectionId\":\"[\\w-]{18}==\","
                  + " \"requestId\":\"[\\w-]{15}=\"}");
      assertThat(client.send("hello").next().text()).isEqualTo("$default");
      gateway.clock.advanceMillis(1_000);
      assertThat(client.send(message).next().text()).isEqualTo("join");
    }
  }

  @Test
  void settingsOfARouteReplaceTheDefaultSettingsAsAWhole() {
    ApiSnapshot snapshot =
        api()
            .stage("defaultRouteSettings", ONE_A_SECOND)
            .stage("routeSettings", Map.of("join", Map.of("loggingLevel", "INFO")))
            .build();
    assertThat(admitted(snapshot, "join")).isEqualTo(10);
    assertThat(admitted(snapshot, "$default")).isEqualTo(2);
    assertThat(admitted(snapshot, "other")).as("a bucket for each route").isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttlingRateLimit", "throttlingBurstLimit"})
  void aLimitOfZeroTakesNothing(String member) {
    ApiSnapshot snapshot = api().stage("defaultRouteSettings", Map.of(member, 0L)).build();
    assertThat(admitted(snapshot, "join")).isZero();
  }

  @Test
  void aLimitWithoutItsOtherHalfHasThatOfAnAccountOfAws() {
    ApiSnapshot snapshot =
        api().stage("defaultRouteSettings", Map.of("throttlingBurstLimit", 3L)).build();
    assertThat(admitted(snapshot, "join")).isEqualTo(3);
    clock.advanceMillis(1);
    assertThat(admitted(snapshot, "join")).isEqualTo(3);
    assertThat(api().stage("defaultRouteSettings", Map.of("throttlingRateLimit", 1L)).build())
        .extracting(each -> each.limit("join"))
        .isEqualTo(Optional.of(new RouteLimit(1, 5_000)));
  }

  @Test
  void withoutSettingsEverythingIsTaken() {
    assertThat(admitted(api().build(), "join")).isEqualTo(10);
  }

  @Test
  void aNewLimitTakesEffectAtOnce() {
    assertThat(admitted(api().stage("defaultRouteSettings", ONE_A_SECOND).build(), "join"))
        .isEqualTo(2);
    Map<String, Object> wider = Map.of("throttlingRateLimit", 1L, "throttlingBurstLimit", 6L);
    assertThat(admitted(api().stage("defaultRouteSettings", wider).build(), "join")).isEqualTo(4);
  }

  @Test
  void eachReplicaTakesItsShare() {
    Map<String, Object> settings = Map.of("throttlingRateLimit", 8L, "throttlingBurstLimit", 8L);
    assertThat(
            admitted(
                new RouteThrottle(clock, 4),
                api().stage("defaultRouteSettings", settings).build(),
                "join"))
        .isEqualTo(2);
  }
}
