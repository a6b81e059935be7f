package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.model.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled schema of draft 4 of JSON Schema. It may lead to itself, so its rules are set after it
 * is made, once.
 */
final class MessageSchema implements SchemaRule {

  static final int LEVELS_MAX = Limit.MODEL_LEVELS.intValue();

  private List<SchemaRule> rules = List.of();

  void setRules(List<SchemaRule> newRules) {
    rules = List.copyOf(newRules);
  }

  @Override
  public @Nullable String refusal(@Nullable Object value, int level) {
    Budget budget = Budget.current();
    budget.step();
    if (level > LEVELS_MAX) {
      throw budget.fault(
          Kind.NESTING_LIMIT, "the schemas of the model lie deeper than " + LEVELS_MAX);
    }
    for (SchemaRule rule : rules) {
      String refusal = rule.refusal(value, level + 1);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  boolean accepts(@Nullable Object value, int level) {
    return refusal(value, level) == null;
  }
}
