package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the values of response parameters come from. */
final class ParametersTest {

  private static Evaluation map(String body, String expression) {
    BackendReply reply =
        new BackendReply(
            200, Map.of("X", List.of("1", "2"), "None", List.of()), Payload.ofText(body), null);
    IntegrationResponse response =
        new IntegrationResponse(
            "r", "$default", null, Map.of("method.response.header.H", expression), Map.of(), null);
    return Evaluations.evaluator()
        .evaluate(
            new EvaluationRequest(
                Evaluations.STATUS, List.of(response), reply, Evaluations.CONTEXT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'static'|static",
        "''|``",
        "integration.response.header.X|2",
        "integration.response.header.x|",
        "integration.response.header.None|",
        "integration.response.multivalueheader.X|1,2",
        "integration.response.body|{\"a\":\"b\",\"l\":[1]}",
        "integration.response.body.a|b",
        "integration.response.body.l|[1]",
        "integration.response.body.l[0]|1",
        "integration.response.body.nope|",
        "stageVariables.color|blue",
        "stageVariables.nope|",
        "context.stage|prod",
        "context.authorizer.principalId|",
        "unknown.thing|"
      })
  void mapsValue(String expression, @Nullable String expected) {
    Evaluation evaluation = map("{\"a\":\"b\",\"l\":[1]}", expression);
    assertThat(evaluation.parameters())
        .containsExactly(new MappedParameter("method.response.header.H", expression, expected));
  }

  @Test
  void theTextOfAnEmptyBodyIsAnEmptyObject() {
    assertThat(map("", "integration.response.body").parameters().get(0).value()).isEqualTo("{}");
  }

  @Test
  void aBodyThatDoesNotLookLikeJsonHasNoMembers() {
    assertThat(map("hello", "integration.response.body.a").parameters().get(0).value()).isNull();
  }

  @Test
  void aBodyThatLooksLikeJsonAndIsNoneIsAnError() {
    assertThat(map("{broken", "integration.response.body.a").error().orElseThrow().kind())
        .isEqualTo(Kind.PARAMETER);
  }
}
