package dev.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationError;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.TraceStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegrationResponsesTest {

  private static final Path FILE =
      Path.of("src/test/resources/dev/patchbay/contract/integration-responses.json");

  @Test
  void aFileOfTheAwsCommandIsEvaluated() {
    Evaluation evaluation =
        IntegrationResponses.load(FILE)
            .evaluate(
                Reply.of(404)
                    .header("X-Kind", "a", "b")
                    .body(Map.of("error", "no such order"))
                    .context("connectionId", "c-1=")
                    .context("stage", "prod")
                    .stageVariable("color", "blue")
                    .request("{\"id\":9}"));

    assertThat(evaluation.frame().text())
        .isEqualTo("{\"reason\": \"no such order\", \"of\": \"c-1= prod blue\"}");
    assertThat(evaluation.selected().map(IntegrationResponse::key)).contains("/4\\d\\d/");
    assertThat(evaluation.trace())
        .extracting(TraceStep::name)
        .contains(TraceStep.Name.SELECTION_VALUE, TraceStep.Name.RENDERING, TraceStep.Name.FRAME);
    assertThat(evaluation.error()).isEmpty();
  }

  @Test
  void membersInATestAreEvaluated() {
    IntegrationResponses responses =
        IntegrationResponses.of(
            Map.of(
                "integrationResponseKey",
                "/.*denied.*/",
                "responseTemplates",
                Map.of("$default", "denied")),
            Map.of("integrationResponseKey", "$default"));
    IntegrationResponses ofFunction =
        responses.ofIntegration(
            Map.of(
                "integrationType",
                "AWS",
                "integrationResponseSelectionExpression",
                "${integration.response.body.errorMessage}"));

    assertThat(ofFunction.evaluate(Reply.ofError("access denied")).frame().text())
        .isEqualTo("denied");
    assertThat(ofFunction.evaluate(Reply.of(200).body("fine")).frame().text()).isEqualTo("fine");
    assertThat(responses.evaluate(Reply.of(200).base64("Zm9v")).frame().text()).isEqualTo("foo");
  }

  @Test
  void aTemplateThatFailsIsAnAnswer() {
    Evaluation evaluation =
        IntegrationResponses.of(
                Map.of("integrationResponseKey", "200", "responseTemplates", Map.of("a", "#if(")))
            .evaluate(Reply.of(200));
    assertThat(evaluation.error().map(EvaluationError::kind))
        .contains(EvaluationError.Kind.TEMPLATE_SYNTAX);
    assertThat(evaluation.frame().text()).contains("Internal server error");
  }

  @Test
  void unusableFileIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("list.json"), "[]");
    assertThatThrownBy(() -> IntegrationResponses.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("list.json");
    assertThatThrownBy(() -> IntegrationResponses.load(directory.resolve("none")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> IntegrationResponses.load(FILE).evaluate(Reply.of(1)))
        .hasMessageContaining("reply.statusCode");
  }
}
