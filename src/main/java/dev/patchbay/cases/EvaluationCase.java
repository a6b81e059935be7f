package dev.patchbay.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply, its context, and the expected result of its evaluation. */
record EvaluationCase(CaseInput input, Expectation expected) {

  static EvaluationCase of(Map<String, @Nullable Object> values) throws InputException {
    Members members =
        Members.of(
            "", values, "description", "reply", "context", "stageVariables", "request", "expected");
    return new EvaluationCase(CaseInput.of(members), Expectation.of(values.get("expected")));
  }
}
