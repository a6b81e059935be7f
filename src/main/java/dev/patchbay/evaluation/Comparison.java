package dev.patchbay.evaluation;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares lists and maps that may share elements or contain themselves. */
final class Comparison {

  private Comparison() {}

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    return equal(left, right, 0);
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right, int level) {
    Budget budget = Budget.current();
    budget.step();
    budget.nesting(level);
    if (left == right) {
      return true;
    }
    if (left instanceof TemplateList one && right instanceof TemplateList other) {
      if (one.size() != other.size()) {
        return false;
      }
      for (int i = 0; i < one.size(); i++) {
        if (!equal(one.get(i), other.get(i), level + 1)) {
          return false;
        }
      }
      return true;
    }
    if (left instanceof TemplateMap one && right instanceof TemplateMap other) {
      if (one.size() != other.size()) {
        return false;
      }
      for (Map.Entry<Object, @Nullable Object> entry : one.entrySet()) {
        if (!other.containsKey(entry.getKey())
            || !equal(entry.getValue(), other.get(entry.getKey()), level + 1)) {
          return false;
        }
      }
      return true;
    }
    return !isContainer(left) && !isContainer(right) && equalScalars(budget, left, right);
  }

  private static boolean isContainer(@Nullable Object value) {
    return value instanceof TemplateList || value instanceof TemplateMap;
  }

  private static boolean equalScalars(
      Budget budget, @Nullable Object left, @Nullable Object right) {
    if (left instanceof String text) {
      budget.scan(text.length());
    }
    return Objects.equals(left, right);
  }
}
