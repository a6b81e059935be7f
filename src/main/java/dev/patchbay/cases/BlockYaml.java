package dev.patchbay.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a map by indentation, its texts as a person would and its other values as JSON. */
final class BlockYaml {

  private static final String INDENT = "  ";

  private BlockYaml() {}

  /** A name with a map; the lines after the first are indented. */
  static String entry(String name, Map<String, @Nullable Object> map, String indent) {
    StringBuilder out = new StringBuilder(name).append(':');
    if (map.isEmpty()) {
      return out.append(" {}").toString();
    }
    map.forEach(
        (member, value) ->
            out.append('\n')
                .append(indent)
                .append(INDENT)
                .append(member)
                .append(": ")
                .append(value(value, indent + INDENT)));
    return out.toString();
  }

  private static String value(@Nullable Object value, String indent) {
    if (!(value instanceof String text) || !isPlain(text)) {
      return Json.pretty(value, indent + INDENT);
    }
    if (!text.contains("\n")) {
      return "'" + text.replace("'", "''") + "'";
    }
    boolean ends = text.endsWith("\n");
    String content = ends ? text.substring(0, text.length() - 1) : text;
    if (content.isBlank()
        || content.startsWith(" ")
        || content.startsWith("\n")
        || content.endsWith("\n")) {
      return Json.pretty(value, indent);
    }
    String margin = indent + INDENT;
    return (ends ? "|\n" : "|-\n") + margin + content.replace("\n", "\n" + margin);
  }

  /** Whether it needs no escape. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(each -> each == '\n' || (each >= ' ' && !Json.isEscaped(each)));
  }
}
