package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A template and a body that try to get out of their limits.
 *
 * @param refusal the error that ends it, null where it renders
 * @param output the rendered text, null where an error ends it
 */
record Attack(
    String name, String body, String template, @Nullable Kind refusal, @Nullable String output) {

  static Attack refused(String name, Kind kind, String body, String template) {
    return new Attack(name, body, template, kind, null);
  }

  static Attack refused(String name, Kind kind, String template) {
    return refused(name, kind, "{}", template);
  }

  /** An attack whose references are empty. */
  static Attack harmless(String name, String output, String template) {
    return new Attack(name, "{}", template, null, output);
  }

  @Override
  public String toString() {
    return name;
  }
}
