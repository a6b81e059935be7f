package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Evaluations.ERROR_MESSAGE;
import static dev.patchbay.evaluation.Evaluations.STATUS;
import static dev.patchbay.evaluation.Evaluations.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which integration response a reply meets. */
final class SelectionExamplesTest {

  private static final String DYNAMO_ERROR =
      "{\"Message\":\"NUMBER_VALUE cannot be converted to String\"}";

  static Stream<Arguments> examples() {
    return Stream.of(
        byStatus("a pattern of the status", 200, "", "/2\\d\\d/", "$default", "/2\\d\\d/"),
        byStatus("no pattern matches", 404, "", "$default", "/2\\d\\d/", "$default"),
        byStatus(
            "a pattern matches the whole value only", 404, "", "$default", "/4\\d/", "$default"),
        byStatus(
            "no pattern matches and there is no default", 503, "", null, "/2\\d\\d/", "/4\\d{2}/"),
        byMessage(
            "a pattern of the error message",
            "xx four hundred yy",
            "/.*four hundred.*/",
            "/.*four hundred.*/",
            "$default"),
        byMessage("a dot does not match a line feed", "a\\nb", "$default", "/.+/", "$default"),
        byMessage(
            "a dot matches a line feed with the flag s",
            "a\\nb",
            "/(?s).+/",
            "/(?s).+/",
            "$default"),
        Arguments.of(
            "no error message",
            ERROR_MESSAGE,
            BackendReply.of(200, "{\"ok\":1}"),
            "$default",
            List.of("/.+/", "$default")),
        Arguments.of(
            "no error message and a pattern that matches empty text",
            ERROR_MESSAGE,
            BackendReply.of(200, "{\"ok\":1}"),
            "$default",
            List.of("/.*/", "$default")),
        byStatus("the second pattern matches", 404, "", "/4\\d\\d/", "/2\\d\\d/", "/4\\d\\d/"),
        byStatus(
            "a status with an error in the body",
            400,
            DYNAMO_ERROR,
            "/4\\d{2}/",
            "$default",
            "/4\\d{2}/"),
        byStatus("the first of two patterns", 200, "", "/200/", "/200/", "/2\\d\\d/"),
        byStatus("a literal key", 200, "", "200", "200", "$default"),
        byStatus("no flags behind the slash", 200, "", "$default", "/2../i", "$default"),
        byStatus("a pattern that does not compile", 200, "", "$default", "/(/", "$default"),
        byStatus("no integration responses", 200, "", null));
  }

  private static Arguments byStatus(
      String name, int status, String body, @Nullable String expected, String... keys) {
    return Arguments.of(name, STATUS, BackendReply.of(status, body), expected, Arrays.asList(keys));
  }

  private static Arguments byMessage(String name, String message, String expected, String... keys) {
    String body = "{\"errorMessage\":\"%s\",\"errorType\":\"E\"}".formatted(message);
    return Arguments.of(
        name, ERROR_MESSAGE, BackendReply.of(200, body), expected, Arrays.asList(keys));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void selectsAsApiGatewayDoes(
      String name,
      String expression,
      BackendReply reply,
      @Nullable String expected,
      List<String> keys) {
    Evaluation evaluation = select(expression, reply, keys.toArray(new String[0]));
    assertThat(evaluation.selected().map(IntegrationResponse::key).orElse(null))
        .isEqualTo(expected);
    if (expected == null) {
      assertThat(evaluation.error().orElseThrow().kind()).isEqualTo(Kind.NO_INTEGRATION_RESPONSE);
      assertThat(evaluation.frame().text()).isEqualTo(Evaluations.INTERNAL_SERVER_ERROR);
    }
  }

  @Test
  void aPatternThatExplodesEndsAtTheBudget() {
    BackendReply reply = new BackendReply(200, Map.of(), Payload.EMPTY, "a".repeat(40) + "!");
    Evaluation evaluation = select(ERROR_MESSAGE, reply, "/(.*a){20}/", "$default");
    assertThat(evaluation.error().orElseThrow().kind()).isEqualTo(Kind.PATTERN_LIMIT);
    assertThat(evaluation.frame().text()).isEqualTo(Evaluations.INTERNAL_SERVER_ERROR);
  }

  @Test
  void eachCandidateHasAReason() {
    Evaluation evaluation =
        select(STATUS, BackendReply.of(200, ""), "/200/", "/2\\d\\d/", "404", "$default");
    assertThat(evaluation.candidates())
        .extracting(Candidate::matched, Candidate::selected, Candidate::reason)
        .containsExactly(
            tuple(true, true, "the regular expression matches the whole value"),
            tuple(
                true,
                false,
                "the regular expression matches the whole value, but /200/ precedes it"),
            tuple(false, false, "the text differs from the value"),
            tuple(true, false, "$default matches every reply, but /200/ precedes it"));
    assertThat(evaluation.trace().get(1).reason()).endsWith("2 more match");
  }

  @Test
  void anErrorMessageOfTheReplyPrecedesItsBody() {
    BackendReply reply =
        new BackendReply(200, Map.of(), Payload.ofText("{\"errorMessage\":\"b\"}"), "a");
    assertThat(select(ERROR_MESSAGE, reply, "b", "a").selected().orElseThrow().key())
        .isEqualTo("a");
  }
}
