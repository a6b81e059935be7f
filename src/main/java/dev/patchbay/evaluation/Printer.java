package dev.patchbay.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as text: maps as Java does, {@code {a=b}}, lists of JSON as compact JSON. Bounded
 * in length and depth, for lists and maps may share elements or contain themselves.
 */
final class Printer {

  private final Budget budget = Budget.current();
  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** The text of a value; null is empty. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    Printer printer = new Printer();
    printer.plain(value, 0);
    return printer.finish();
  }

  /** The JSON of a value. */
  static String json(@Nullable Object value) {
    Printer printer = new Printer();
    printer.json(value, 0);
    return printer.finish();
  }

  private String finish() {
    budget.copy(out.length());
    return out.toString();
  }

  private void enter(int level) {
    budget.step();
    budget.nesting(level);
    if (out.length() > budget.limits().textLength()) {
      budget.copy(out.length());
    }
  }

  private void plain(@Nullable Object value, int level) {
    enter(level);
    if (value instanceof TemplateMap map) {
      String separator = "{";
      for (Map.Entry<Object, @Nullable Object> entry : map.entrySet()) {
        out.append(separator);
        plain(entry.getKey(), level + 1);
        out.append('=');
        plain(entry.getValue(), level + 1);
        separator = ", ";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof TemplateList list && list.isJson()) {
      json(list, level);
    } else if (value instanceof TemplateList list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator);
        plain(element, level + 1);
        separator = ", ";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof TemplateEntry entry) {
      plain(entry.key(), level + 1);
      out.append('=');
      plain(entry.value(), level + 1);
    } else {
      out.append(value);
    }
  }

  private void json(@Nullable Object value, int level) {
    enter(level);
    if (value instanceof TemplateMap map) {
      String separator = "{";
      for (Map.Entry<Object, @Nullable Object> entry : map.entrySet()) {
        out.append(separator);
        quoted(String.valueOf(entry.getKey()));
        out.append(':');
        json(entry.getValue(), level + 1);
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof TemplateList list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator);
        json(element, level + 1);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      quoted(value.toString());
    }
  }

  private void quoted(String text) {
    out.append('"');
    JsonText.escape(text, out);
    out.append('"');
  }
}
