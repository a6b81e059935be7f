package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of one request by lower-case name, values in the order of arrival. A list,
 * because comparing some ten names is faster than hashing them.
 */
final class HeaderFields {
  private final List<String> names;
  private final List<String> values;

  HeaderFields(List<? extends Map.Entry<String, String>> headers) {
    names = new ArrayList<>(headers.size());
    values = new ArrayList<>(headers.size());
    for (Map.Entry<String, String> header : headers) {
      names.add(header.getKey().toLowerCase(Locale.ROOT));
      values.add(header.getValue());
    }
  }

  /** Returns the name of every field; a repeated field is there twice. */
  List<String> names() {
    return Collections.unmodifiableList(names);
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /**
   * Returns the value of a field that must not be repeated; null if it is absent.
   *
   * @throws AuthException {@link AuthError#INCOMPLETE_SIGNATURE} if it is repeated: an attacker
   *     must not choose which value counts
   */
  @Nullable String single(String name, String displayName) {
    int first = names.indexOf(name);
    if (first != names.lastIndexOf(name)) {
      throw new AuthException(
          AuthError.INCOMPLETE_SIGNATURE, "The header '" + displayName + "' must come once.");
    }
    return first < 0 ? null : trim(values.get(first));
  }

  /**
   * Appends the canonical line of a field: its name, and its values joined by commas, with blanks
   * folded.
   */
  void appendCanonical(StringBuilder to, String name) {
    to.append(name);
    char separator = ':';
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        to.append(separator);
        appendFolded(to, values.get(i));
        separator = ',';
      }
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
    int appended = 0;
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        // A line break could forge the next canonical line; a character above one byte cannot be on
        // the wire.
        throw new AuthException(
            AuthError.BAD_REQUEST, "A header holds a character that is not allowed.");
      }
      if (isBlank(c) && (c != ' ' || isBlank(trimmed.charAt(i - 1)))) {
        to.append(trimmed, appended, i);
        if (!isBlank(trimmed.charAt(i - 1))) {
          to.append(' ');
        }
        appended = i + 1;
      }
    }
    to.append(trimmed, appended, trimmed.length());
  }
}
