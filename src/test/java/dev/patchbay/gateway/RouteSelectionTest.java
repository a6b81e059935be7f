package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which route takes a message. Each row names its source: a row of aws-execution 11.4 or 2.1, or a
 * table of aws-recordings.
 */
final class RouteSelectionTest {

  private static final String ACTION = "$request.body.action";

  /** An expression, the keys of the routes, a message, and the key of the route that takes it. */
  static Stream<Arguments> examples() {
    return Stream.of(
        row("F1", ACTION, "join", "{\"action\":\"nope\"}", null),
        row("F2", ACTION, "join $default", "hello", "$default"),
        row(
            "F3",
            "${request.body.service}/${request.body.action}",
            "chat/join",
            "{\"service\":\"chat\",\"action\":\"join\"}",
            "chat/join"),
        row(
            "F4",
            "${request.body.action}-${request.body.nope}",
            "join-",
            "{\"action\":\"join\"}",
            "join-"),
        row("2.1 static", "action", "action $default", "{}", "action"),
        row("2.1 static, no JSON", "action", "action $default", "hello", "$default"),
        row("2.1 escaped", "\\$default", "join $default", "{\"a\":1}", "$default"),
        row("2.1 nested", "$request.body.a.b", "x", "{\"a\":{\"b\":\"x\"}}", "x"),
        row("2.1 case", ACTION, "join $default", "{\"action\":\"JOIN\"}", "$default"),
        row("2.1 missing", ACTION, "join $default", "{\"x\":1}", "$default"),
        row("2.1 number", ACTION, "1 $default", "{\"action\":1}", "1"),
        row("2.1 boolean", ACTION, "true $default", "{\"action\":true}", "true"),
        row("2.1 null", ACTION, "null $default", "{\"action\":null}", "$default"),
        row("2.1 empty message", ACTION, "join $default", "", "$default"),
        row("2.1 array", "$request.body[2]", "Boot", "[\"1\",\"2\",\"Boot\"]", "Boot"),
        row("2.1 reserved", ACTION, "$connect $default", "{\"action\":\"$connect\"}", "$default"),
        row("2.1 reserved", ACTION, "$disconnect", "{\"action\":\"$disconnect\"}", null),
        row("recorded 5.1", ACTION, "echo $default", "{\"action\":\"echo\"}", "echo"),
        row("recorded 5.1", ACTION, "echo $default", "{\"action\":\"$default\"}", "$default"),
        row("recorded 5.1", ACTION, "echo $default", "{\"action\":\"unknown\"}", "$default"),
        row("recorded 5.1", ACTION, "echo $default", "{}", "$default"),
        row("recorded 5.1", ACTION, "echo $default", "plain|text", "$default"),
        row("recorded 5.1", ACTION, "echo", "{\"action\":\"missing\"}", null));
  }

  private static Arguments row(
      String source, String expression, String routes, String message, @Nullable String expected) {
    return Arguments.of(source, expression, routes, message, expected);
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("examples")
  void selects(
      String source, String expression, String routes, String message, @Nullable String expected) {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting(expression).echoing(routes.split(" ", -1)).build();
    Outcome outcome = Events.message(snapshot, message);
    assertThat(outcome.text()).contains(expected == null ? Events.error("Forbidden") : expected);
    assertThat(outcome.routeKey()).isEqualTo(expected == null ? "" : expected);
    assertThat(outcome.status()).isEqualTo(expected == null ? 403 : 200);
  }

  @Test
  void aRouteSeesItsOwnKeyAndTheStageVariables() {
    ApiSnapshot snapshot =
        SnapshotBuilder.selecting("${request.body.action}.${stageVariables.color}")
            .mock(
                "m",
                "{\"statusCode\": 200}",
                Map.of("$default", "$context.routeKey $stageVariables.color"))
            .route("join.blue", "m", Map.of())
            .twoWay("join.blue")
            .build();
    assertThat(Events.message(snapshot, "{\"action\":\"join\"}").text()).contains("join.blue blue");
  }
}
