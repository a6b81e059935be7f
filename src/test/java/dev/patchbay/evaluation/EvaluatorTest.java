package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Evaluations.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchbay.evaluation.TraceStep.Name;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The evaluator as a whole: its trace, its answers to proxies, and its use by several threads. */
final class EvaluatorTest {

  private static final Evaluator EVALUATOR = Evaluations.evaluator();

  @Test
  void traceTellsEachStepInItsOrder() {
    IntegrationResponse response =
        IntegrationResponse.of(
            "r1",
            Map.of(
                "integrationResponseKey",
                "/2\\d\\d/",
                "contentHandlingStrategy",
                "CONVERT_TO_TEXT",
                "responseParameters",
                Map.of("method.response.header.H", "'v'"),
                "responseTemplates",
                Map.of("application/json", "$input.body!")));
    Evaluation evaluation =
        EVALUATOR.evaluate(
            new EvaluationRequest(
                STATUS, List.of(response), BackendReply.of(200, "hi"), Evaluations.CONTEXT));
    assertThat(evaluation.trace())
        .extracting(TraceStep::name, TraceStep::output)
        .containsExactly(
            tuple(Name.SELECTION_VALUE, "200"),
            tuple(Name.INTEGRATION_RESPONSE, "/2\\d\\d/"),
            tuple(Name.CONTENT_HANDLING, "hi"),
            tuple(Name.TEMPLATE_SELECTION, "application/json"),
            tuple(Name.RENDERING, "hi!"),
            tuple(Name.PARAMETERS, "1 mappings"),
            tuple(Name.FRAME, "hi!"));
    assertThat(evaluation.trace()).allSatisfy(step -> assertThat(step.reason()).isNotEmpty());
  }

  @Test
  void traceOfAFailureEndsWithItsReason() {
    Evaluation evaluation = Evaluations.render(EVALUATOR, "{}", "#parse('x')");
    assertThat(evaluation.trace().get(evaluation.trace().size() - 1).reason())
        .isEqualTo("#parse is not available");
  }

  @Test
  void longValuesOfTheTraceAreCut() {
    Evaluation evaluation = Evaluations.render(EVALUATOR, "x".repeat(20_000), "$input.body");
    assertThat(evaluation.trace().get(evaluation.trace().size() - 1).output())
        .hasSizeLessThan(11_000)
        .endsWith("[20000 characters]");
  }

  @Test
  void replyOfAProxyPassesThrough() {
    Evaluation evaluation =
        EVALUATOR.evaluate(
            new EvaluationRequest(
                null, List.of(), BackendReply.of(500, "oops"), Evaluations.CONTEXT));
    assertThat(evaluation.frame().text()).isEqualTo("oops");
    assertThat(evaluation.error()).isEmpty();
  }

  @Test
  void threadsShareTheEvaluatorAndNoState() {
    String template =
        "#macro(m $x)<$x>#end#set($s = 0)"
            + "#foreach($i in [1..50])#set($s = $s + $i)#end#m($input.path('$.n'))$s";
    assertThat(
            IntStream.range(0, 500)
                .parallel()
                .mapToObj(
                    i ->
                        Evaluations.render(EVALUATOR, "{\"n\":" + i + "}", template).frame().text())
                .toList())
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "<" + i + ">1275").toList());
  }
}
