package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The value of a selection expression over a message. */
final class SelectionExpressionTest {

  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of(
            "a member of the message", "$request.body.action", "{\"action\":\"nope\"}", "nope"),
        Arguments.of("a message that is not JSON", "$request.body.action", "hello", null),
        Arguments.of(
            "two variables",
            "${request.body.service}/${request.body.action}",
            "{\"service\":\"chat\",\"action\":\"join\"}",
            "chat/join"),
        Arguments.of(
            "a variable without a value beside another one",
            "${request.body.action}-${request.body.nope}",
            "{\"action\":\"join\"}",
            "join-"),
        Arguments.of("static", "action", "{}", "action"),
        Arguments.of("static, and a message that is not JSON", "action", "hello", null),
        Arguments.of("escaped dollar", "\\$default", "{}", "$default"),
        Arguments.of("nested", "$request.body.a.b", "{\"a\":{\"b\":\"x\"}}", "x"),
        Arguments.of("missing", "$request.body.action", "{\"x\":1}", null),
        Arguments.of("number", "$request.body.action", "{\"action\":1}", "1"),
        Arguments.of("boolean", "$request.body.action", "{\"action\":true}", "true"),
        Arguments.of("null", "$request.body.action", "{\"action\":null}", null),
        Arguments.of("list", "$request.body.action", "{\"action\":[\"a\",\"b\"]}", "[a, b]"),
        Arguments.of("object", "$request.body.action", "{\"action\":{\"a\":1}}", "{\"a\":1}"),
        Arguments.of("element of a list", "$request.body[2]", "[\"1\",\"2\",\"Boot\"]", "Boot"),
        Arguments.of("empty message", "$request.body.action", "", null),
        Arguments.of("scalar message", "$request.body.action", "1", null),
        Arguments.of(
            "expanded once",
            "${request.body.a}x",
            "{\"a\":\"$request.body.b\",\"b\":\"c\"}",
            "$request.body.bx"),
        Arguments.of("context", "${context.stage}", "{}", "prod"),
        Arguments.of("stage variable", "${stageVariables.color}-beta", "{}", "blue-beta"),
        Arguments.of("braces that stay open", "${request.body", "{}", "${request.body"),
        Arguments.of("lone dollar", "a$", "{}", "a$"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void selects(String name, String expression, String message, @Nullable String expected) {
    EvaluationContext context =
        new EvaluationContext(
            Evaluations.CONTEXT.variables(),
            Evaluations.CONTEXT.stageVariables(),
            message,
            Map.of());
    assertThat(Evaluations.evaluator().select(SelectionExpression.parse(expression), context))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aMessageBeyondALimitHasNoValue() {
    EvaluationContext deep =
        new EvaluationContext(Map.of(), Map.of(), "[".repeat(10_000), Map.of());
    assertThat(Evaluations.evaluator().select(SelectionExpression.parse("$request.body.a"), deep))
        .isEmpty();
  }
}
