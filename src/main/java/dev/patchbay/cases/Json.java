package dev.patchbay.cases;

import dev.patchbay.evaluation.JsonText;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON. */
public final class Json {

  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;
  private final boolean sorted;

  private Json(boolean pretty, boolean sorted) {
    this.pretty = pretty;
    this.sorted = sorted;
  }

  /** One line, in the order of the maps. */
  public static String compact(@Nullable Object value) {
    return new Json(false, false).write(value, "");
  }

  /** One line for each value, in the order of the maps; the lines after the first are indented. */
  public static String pretty(@Nullable Object value, String indent) {
    return new Json(true, false).write(value, indent);
  }

  /** One line for each value, in the order of the names. */
  public static String sorted(@Nullable Object value) {
    return new Json(true, true).write(value, "");
  }

  private String write(@Nullable Object value, String indent) {
    append(value, indent);
    return out.toString();
  }

  private void append(@Nullable Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      appendMap(sorted ? new TreeMap<>(map) : map, indent);
    } else if (value instanceof List<?> list) {
      appendList(list, indent);
    } else if (value instanceof String text) {
      appendText(text);
    } else {
      out.append(value);
    }
  }

  private void appendMap(Map<?, ?> map, String indent) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      line(indent + INDENT);
      appendText(String.valueOf(entry.getKey()));
      out.append(pretty ? ": " : ":");
      append(entry.getValue(), indent + INDENT);
      out.append(entries.hasNext() ? "," : "");
    }
    end(map.isEmpty(), indent, '}');
  }

  private void appendList(List<?> list, String indent) {
    out.append('[');
    Iterator<?> elements = list.iterator();
    while (elements.hasNext()) {
      line(indent + INDENT);
      append(elements.next(), indent + INDENT);
      out.append(elements.hasNext() ? "," : "");
    }
    end(list.isEmpty(), indent, ']');
  }

  private void end(boolean empty, String indent, char bracket) {
    if (!empty) {
      line(indent);
    }
    out.append(bracket);
  }

  private void line(String indent) {
    if (pretty) {
      out.append('\n').append(indent);
    }
  }

  private void appendText(String text) {
    out.append('"');
    JsonText.escaped(text)
        .chars()
        .forEach(
            each -> {
              if (isEscaped(each)) {
                out.append("\\u%04x".formatted(each));
              } else {
                out.append((char) each);
              }
            });
    out.append('"');
  }

  /** YAML has these characters as escapes only, and JSON may have them so. */
  static boolean isEscaped(int each) {
    return (each >= 0x7F && each <= 0x9F)
        || each == '\u2028'
        || each == '\u2029'
        || each == 0xFEFF
        || each >= 0xFFFE;
  }
}
