package dev.patchbay.cases;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs cases against one integration. */
public final class CaseRun {

  /** Replaces the text of a file as a whole. */
  @FunctionalInterface
  public interface FileWriter {
    void write(Path file, String text) throws IOException;
  }

  private final TestedIntegration tested;
  private final LongSupplier nanoClock;
  private final Optional<FileWriter> updates;
  private final Evaluator evaluator;
  private final List<CaseResult> results = new ArrayList<>();
  private final List<BackendReply> replies = new ArrayList<>();

  /**
   * A run.
   *
   * @param updates writes the actual results into the files; without it the cases fail
   */
  public CaseRun(TestedIntegration tested, LongSupplier nanoClock, Optional<FileWriter> updates) {
    this.tested = tested;
    this.nanoClock = nanoClock;
    this.updates = updates;
    this.evaluator = new Evaluator(EvaluationLimits.defaults(), nanoClock);
  }

  /** Runs the case of a file. */
  public void run(Path file) {
    long start = nanoClock.getAsLong();
    CaseResult result;
    try {
      result = evaluate(file, start);
    } catch (InputException e) {
      result =
          new CaseResult(
              file.toString(),
              Optional.empty(),
              Optional.of(e.reason()),
              List.of(),
              false,
              false,
              nanoClock.getAsLong() - start);
    }
    results.add(result);
  }

  private CaseResult evaluate(Path file, long start) throws InputException {
    YamlDocument document = InputText.yaml(InputText.read(file));
    EvaluationCase each = EvaluationCase.of(document.values());
    replies.add(each.input().reply());
    Evaluation evaluation = evaluator.evaluate(tested.request(each.input()));
    List<Difference> differences = each.expected().differences(evaluation);
    boolean update = updates.isPresent() && (!differences.isEmpty() || each.expected().isEmpty());
    if (update) {
      write(file, new ExpectationEdit(document).with(each.expected().actual(evaluation)));
      differences = List.of();
    }
    return new CaseResult(
        file.toString(),
        Optional.of(evaluation),
        Optional.empty(),
        differences,
        each.expected().isEmpty() && !update,
        update,
        nanoClock.getAsLong() - start);
  }

  private void write(Path file, String text) throws InputException {
    try {
      updates.orElseThrow().write(file, text);
    } catch (IOException e) {
      throw new InputException("it cannot be written: " + e.getMessage(), e);
    }
  }

  /** The replies of the cases. */
  public List<BackendReply> replies() {
    return List.copyOf(replies);
  }

  /** Whether a case failed or could not be read. */
  public boolean failed() {
    return results.stream().anyMatch(CaseResult::failed);
  }

  /** Lines for a person. */
  public List<String> report(Style style) {
    return new CaseReport(style).of(results);
  }

  /** The results in the form of JUnit. */
  public String junitXml() {
    return JunitXml.of(results);
  }
}
