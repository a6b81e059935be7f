package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header fields of one request by lower-case name, values in the order of arrival. */
final class HeaderFields {
  private final Map<String, List<String>> valuesByName = new LinkedHashMap<>();

  HeaderFields(List<? extends Map.Entry<String, String>> headers) {
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      valuesByName.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(header.getValue());
    }
  }

  Set<String> names() {
    return valuesByName.keySet();
  }

  /** Never null; empty if there is no such field. */
  List<String> values(String name) {
    return valuesByName.getOrDefault(name, List.of());
  }

  /**
   * The value of a field that may come once; null if it did not come.
   *
   * @throws AuthException {@link AuthError#INCOMPLETE_SIGNATURE} if it came twice: which of the two
   *     would count is what an attacker wants to choose
   */
  @Nullable String single(String name, String displayName) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw new AuthException(
          AuthError.INCOMPLETE_SIGNATURE, "The header '" + displayName + "' must come once.");
    }
    return values.isEmpty() ? null : trim(values.get(0));
  }

  /** The canonical line of a field: its name, and its values joined by commas, blanks folded. */
  void appendCanonical(StringBuilder to, String name) {
    to.append(name);
    char separator = ':';
    for (String value : values(name)) {
      to.append(separator);
      appendFolded(to, value);
      separator = ',';
    }
    to.append('\n');
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static String trim(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static void appendFolded(StringBuilder to, String value) {
    String trimmed = trim(value);
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        // A line break could forge the next canonical line; beyond one byte it is no wire value.
        throw new AuthException(
            AuthError.BAD_REQUEST, "A header holds a character that is not allowed.");
      }
      if (!isBlank(c)) {
        to.append(c);
      } else if (!isBlank(trimmed.charAt(i - 1))) {
        to.append(' ');
      }
    }
  }
}
