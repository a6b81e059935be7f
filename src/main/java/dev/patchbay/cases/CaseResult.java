package dev.patchbay.cases;

import dev.patchbay.evaluation.Evaluation;
import java.util.List;
import java.util.Optional;

/**
 * The result of a case.
 *
 * @param name the file as it was named
 * @param unreadable why there is no evaluation
 * @param expectsNothing whether the case has no expectation and only shows its result
 */
record CaseResult(
    String name,
    Optional<Evaluation> evaluation,
    Optional<String> unreadable,
    List<Difference> differences,
    boolean expectsNothing,
    boolean updated,
    long nanos) {

  boolean failed() {
    return unreadable.isPresent() || !differences.isEmpty();
  }
}
