package dev.patchbay.cases;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.Lint;
import dev.patchbay.evaluation.LintWarning;
import java.util.ArrayList;
import java.util.List;

/** The warnings about integrations as lines on a terminal. */
public final class LintReport {

  private final Style style;
  private final Lint lint = new Lint(EvaluationLimits.defaults(), System::nanoTime);

  public LintReport(Style style) {
    this.style = style;
  }

  /**
   * The lines, the number of warnings last.
   *
   * @param replies all replies that are expected; none where they are not known
   */
  public List<String> of(List<TestedIntegration> integrations, List<BackendReply> replies) {
    List<String> lines = new ArrayList<>();
    for (TestedIntegration each : integrations) {
      for (LintWarning warning : lint.check(each.integration(), each.responses(), replies)) {
        lines.add(line(each, warning));
      }
    }
    int warnings = lines.size();
    lines.add(warnings + (warnings == 1 ? " warning" : " warnings"));
    return lines;
  }

  private String line(TestedIntegration tested, LintWarning warning) {
    String response =
        tested.responses().stream()
            .filter(each -> each.id().equals(warning.integrationResponseId()))
            .findFirst()
            .map(IntegrationResponse::key)
            .filter(key -> !key.equals(warning.subject()))
            .map(key -> key + ", ")
            .orElse("");
    String place =
        warning.line() == 0
            ? ""
            : " (line %d, column %d)".formatted(warning.line(), warning.column());
    return "%s %s: %s%s%s: %s"
        .formatted(
            style.yellow("warning"),
            LineDiff.printable(tested.id()),
            LineDiff.printable(response),
            LineDiff.printable(warning.subject()),
            place,
            LineDiff.printable(warning.message()));
  }
}
