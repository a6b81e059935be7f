package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.cases.Json;
import java.net.URLEncoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts for addresses and for lines. */
final class Texts {

  /** The longest line of a report. */
  private static final int LINE_MAX = 300;

  private Texts() {}

  /**
   * Returns the text that a step sends: a text as it is, a map with the one member {@code large} as
   * that number of characters, and any other value as JSON.
   */
  static String sent(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Map<?, ?> map && map.get("large") instanceof Long characters
        ? "x".repeat(characters.intValue())
        : Json.compact(value == null ? Map.of() : value);
  }

  /** A text as a part of a path or of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** A text in one line, without characters that move the cursor of a terminal. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LINE_MAX)
        .forEach(
            each -> {
              if (each == '\n') {
                line.append("\\n");
              } else if (Character.isISOControl(each)) {
                line.append("\\u%04x".formatted(each));
              } else {
                line.appendCodePoint(each);
              }
            });
    return text.codePointCount(0, text.length()) > LINE_MAX ? line + "..." : line.toString();
  }
}
