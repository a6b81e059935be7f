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
 * Which route takes a message. Each row names its source: a page of AWS's developer guide, a
 * recording of AWS, or this project's choice where AWS says nothing.
 */
final class RouteSelectionTest {

  private static final String ACTION = "$request.body.action";

  /** An expression, the keys of the routes, a message, and the key of the route that takes it. */
  static Stream<Arguments> examples() {
    return Stream.of(
        row("recorded on AWS", ACTION, "join", "{\"action\":\"nope\"}", null),
        row("developer guide, routes", ACTION, "join $default", "hello", "$default"),
        row(
            "developer guide, selection expressions",
            "${request.body.service}/${request.body.action}",
            "chat/join",
            "{\"service\":\"chat\",\"action\":\"join\"}",
            "chat/join"),
        row(
            "developer guide, selection expressions",
            "${request.body.action}-${request.body.nope}",
            "join-",
            "{\"action\":\"join\"}",
            "join-"),
        row(
            "developer guide, selection expressions, static",
            "action",
            "action $default",
            "{}",
            "action"),
        row("chosen, static", "action", "action $default", "hello", "$default"),
        row(
            "developer guide, selection expressions, escaped",
            "\\$default",
            "join $default",
            "{\"a\":1}",
            "$default"),
        row(
            "developer guide, selection expressions, nested",
            "$request.body.a.b",
            "x",
            "{\"a\":{\"b\":\"x\"}}",
            "x"),
        row(
            "developer guide, routes, case",
            ACTION,
            "join $default",
            "{\"action\":\"JOIN\"}",
            "$default"),
        row("developer guide, routes, missing", ACTION, "join $default", "{\"x\":1}", "$default"),
        row("chosen, number", ACTION, "1 $default", "{\"action\":1}", "1"),
        row("chosen, boolean", ACTION, "true $default", "{\"action\":true}", "true"),
        row("chosen, null", ACTION, "null $default", "{\"action\":null}", "$default"),
        row("developer guide, route responses, empty", ACTION, "join $default", "", "$default"),
        row("chosen, array", "$request.body[2]", "Boot", "[\"1\",\"2\",\"Boot\"]", "Boot"),
        row(
            "chosen, reserved",
            ACTION,
            "$connect $default",
            "{\"action\":\"$connect\"}",
            "$default"),
        row("chosen, reserved", ACTION, "$disconnect", "{\"action\":\"$disconnect\"}", null),
        row("chosen, whole text", ACTION, "join $default", "{\"action\":\"join\"} x", "$default"),
        row("chosen, strict JSON", ACTION, "join $default", "{action:\"join\"}", "$default"),
        row("chosen, no object", ACTION, "join $default", "\"join\"", "$default"),
        row("chosen, object", ACTION, "{\"a\":1} $default", "{\"action\":{\"a\":1}}", "{\"a\":1}"),
        row("recorded on AWS", ACTION, "echo $default", "{\"action\":\"echo\"}", "echo"),
        row("recorded on AWS", ACTION, "echo $default", "{\"action\":\"$default\"}", "$default"),
        row("recorded on AWS", ACTION, "echo $default", "{\"action\":\"unknown\"}", "$default"),
        row("recorded on AWS", ACTION, "echo $default", "{}", "$default"),
        row("recorded on AWS", ACTION, "echo $default", "plain|text", "$default"),
        row("recorded on AWS", ACTION, "echo", "{\"action\":\"missing\"}", null));
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
