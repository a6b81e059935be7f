package dev.patchbay.evaluation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.velocity.runtime.Renderable;
import org.apache.velocity.runtime.directive.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The values that templates can hold: strings, numbers, booleans, null, {@link TemplateList},
 * {@link TemplateMap}, entries of maps, the objects {@code $input} and {@code $util}, and the
 * objects that Velocity makes for {@code #foreach} and {@code #define}.
 */
final class Values {

  private Values() {}

  /**
   * The same value once it has been found within the limits; Java lists and maps become the lists
   * and maps of templates.
   */
  static @Nullable Object admit(@Nullable Object value) {
    return admit(value, 0);
  }

  private static @Nullable Object admit(@Nullable Object value, int level) {
    if (value == null
        || value instanceof TemplateList
        || value instanceof TemplateMap
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    Budget budget = Budget.current();
    budget.nesting(level);
    if (value instanceof String text) {
      if (text.length() > budget.limits().textLength()) {
        budget.copy(text.length());
      }
      return value;
    }
    if (value instanceof BigInteger number) {
      budget.numberBits(number.bitLength());
      return value;
    }
    if (value instanceof BigDecimal number) {
      budget.numberBits(number.unscaledValue().bitLength() + 4L * Math.abs((long) number.scale()));
      return value;
    }
    if (value instanceof Scope || value instanceof Renderable) {
      return value;
    }
    if (value instanceof List<?> list) {
      return list(list, level);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, level);
    }
    return value instanceof Number
            || value instanceof TemplateObject
            || value instanceof TemplateEntry
        ? value
        : value.toString();
  }

  private static TemplateList list(List<?> list, int level) {
    Budget.current().elements(list.size());
    TemplateList admitted = TemplateList.plain();
    for (Object element : list) {
      admitted.add(admit(element, level + 1));
    }
    return admitted;
  }

  private static TemplateMap map(Map<?, ?> map, int level) {
    TemplateMap admitted = new TemplateMap();
    map.forEach((key, value) -> admitted.put(key, admit(value, level + 1)));
    return admitted;
  }

  /** A key of a map: lists and maps are keys by their text, for they may change. */
  static Object key(@Nullable Object key) {
    if (key == null) {
      return "";
    }
    return key instanceof TemplateList || key instanceof TemplateMap ? key.toString() : key;
  }
}
