package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Ends an evaluation from any depth. It is an {@code Error} because Velocity wraps exceptions of
 * methods and handlers, and it has no stack trace because its cause is in the template.
 */
final class EvaluationFault extends Error {

  private static final long serialVersionUID = 1L;

  private final transient EvaluationError error;

  EvaluationFault(Kind kind, String message) {
    this(kind, message, 0, 0, null);
  }

  EvaluationFault(Kind kind, String message, int line, int column, @Nullable String reference) {
    super(message, null, false, false);
    this.error = new EvaluationError(kind, message, null, line, column, reference);
  }

  EvaluationError error() {
    return error;
  }
}
