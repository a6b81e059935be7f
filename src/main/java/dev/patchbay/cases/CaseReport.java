package dev.patchbay.cases;

import dev.patchbay.evaluation.Candidate;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationError;
import dev.patchbay.evaluation.IntegrationResponse;
import java.util.ArrayList;
import java.util.List;

/** The outcome of cases as lines on a terminal. */
final class CaseReport {

  private final Style style;
  private final List<String> lines = new ArrayList<>();

  CaseReport(Style style) {
    this.style = style;
  }

  /** The lines of one case. */
  static List<String> plain(CaseResult result) {
    CaseReport report = new CaseReport(Style.PLAIN);
    report.add(result);
    return report.lines;
  }

  List<String> of(List<CaseResult> results) {
    results.forEach(this::add);
    long failed = results.stream().filter(CaseResult::failed).count();
    long updated = results.stream().filter(CaseResult::updated).count();
    String summary =
        "%d %s, %d failed%s"
            .formatted(
                results.size(),
                results.size() == 1 ? "case" : "cases",
                failed,
                updated == 0 ? "" : ", " + updated + " updated");
    lines.add(failed == 0 ? style.green(summary) : style.red(summary));
    return lines;
  }

  private void add(CaseResult result) {
    String mark =
        result.failed()
            ? style.red("FAIL")
            : result.updated()
                ? style.yellow("new ")
                : result.expectsNothing() ? style.yellow("look") : style.green("ok  ");
    lines.add(mark + " " + LineDiff.printable(result.name()) + summary(result));
    result.unreadable().ifPresent(reason -> add(LineDiff.printable(reason)));
    result.differences().forEach(this::add);
    if (result.failed() || result.expectsNothing()) {
      result.evaluation().ifPresent(this::explain);
    }
    if (result.expectsNothing()) {
      result.evaluation().ifPresent(each -> addFrame(each.frame().text()));
    }
  }

  private static String summary(CaseResult result) {
    return result
        .evaluation()
        .map(
            each ->
                ": %s, %s"
                    .formatted(
                        LineDiff.printable(
                            each.selected()
                                .map(IntegrationResponse::key)
                                .orElse("no integration response")),
                        each.templateKey()
                            .map(key -> "template " + LineDiff.printable(key))
                            .orElse("no template")))
        .orElse("");
  }

  private void add(String line) {
    lines.add("     " + line);
  }

  private void add(Difference difference) {
    add(difference.name() + " differs (- expected, + actual):");
    for (LineDiff.Line line : LineDiff.of(difference.expected(), difference.actual())) {
      String text = line.mark() + " " + line.text();
      add(
          switch (line.mark()) {
            case '-' -> style.red(text);
            case '+' -> style.green(text);
            default -> text.stripTrailing();
          });
    }
  }

  private void explain(Evaluation evaluation) {
    for (Candidate candidate : evaluation.candidates()) {
      add(
          "%s %s: %s"
              .formatted(
                  candidate.selected() ? "->" : "  ",
                  LineDiff.printable(candidate.key()),
                  LineDiff.printable(candidate.reason())));
    }
    evaluation.error().map(CaseReport::text).ifPresent(text -> add(style.red(text)));
    evaluation.notes().forEach(note -> add("note: " + LineDiff.printable(note)));
  }

  private static String text(EvaluationError error) {
    return LineDiff.printable(error.kind() + ": " + error.message());
  }

  private void addFrame(String frame) {
    add("frame:");
    LineDiff.lines(frame).forEach(line -> add("  " + line));
  }
}
