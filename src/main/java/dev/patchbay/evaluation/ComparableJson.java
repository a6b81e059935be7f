package dev.patchbay.evaluation;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Canonical texts of JSON values: members are sorted, and equal numbers have one form. Many texts
 * compare in bounded time, unlike lists and maps.
 */
final class ComparableJson {

  private final Budget budget = Budget.current();
  private final StringBuilder out = new StringBuilder();

  private ComparableJson() {}

  static String of(@Nullable Object value) {
    ComparableJson text = new ComparableJson();
    text.write(value);
    text.budget.scan(text.out.length());
    return text.out.toString();
  }

  /** The exact value of a number of JSON. */
  static BigDecimal number(Number number) {
    return new BigDecimal(number.toString());
  }

  private void write(@Nullable Object value) {
    budget.step();
    if (value instanceof TemplateMap map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((name, member) -> sorted.put(String.valueOf(name), member));
      out.append('{');
      sorted.forEach(
          (name, member) -> {
            string(name);
            out.append(':');
            write(member);
          });
      out.append('}');
    } else if (value instanceof TemplateList list) {
      out.append('[');
      for (Object element : list) {
        write(element);
        out.append(',');
      }
      out.append(']');
    } else if (value instanceof Number number) {
      BigDecimal exact = number(number).stripTrailingZeros();
      out.append(exact.signum() == 0 ? BigDecimal.ZERO : exact);
    } else if (value instanceof String text) {
      string(text);
    } else {
      out.append(value);
    }
  }

  private void string(String text) {
    out.append('"');
    JsonText.escape(text, out);
    out.append('"');
  }
}
