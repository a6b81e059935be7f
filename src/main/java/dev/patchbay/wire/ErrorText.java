package dev.patchbay.wire;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a refusal. */
final class ErrorText {

  /** A message is to show which value it was, not to send all of it back. */
  private static final int VALUE_CODE_POINTS_MAX = 64;

  /** Keys tell which member is meant, so the longest key that is allowed is shown whole. */
  private static final int KEY_CODE_POINTS_MAX = 256;

  private ErrorText() {}

  /** Names the member, shows the value and says what is allowed. */
  static String invalid(String member, @Nullable Object value, String allowed) {
    return "Invalid " + member + " specified: " + shown(value) + ". Allowed: " + allowed + ".";
  }

  /** AWS's text for a member that a request must have: {@code Route key is required}. */
  static String required(String member) {
    String words = member.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + " is required";
  }

  /** AWS's text for a wrong JSON type, in the words of JSON. */
  static String unconvertible(String member, @Nullable Object value, String expectedType) {
    return member + ": " + type(value) + " can not be converted to " + expectedType + ".";
  }

  /**
   * AWS's text for a parameter mapping that it can not read, then what is allowed.
   *
   * @param subject {@code mapping expression} or {@code mapping expression parameter}
   */
  static String unmappable(String subject, String member, String value, String allowed) {
    return "Invalid mapping expression specified: Validation Result: warnings : [], errors :"
        + " [Invalid "
        + subject
        + " specified: "
        + cut(value)
        + "]. Allowed in "
        + member
        + ": "
        + allowed
        + ".";
  }

  /** The JSON type of a value, with its article. */
  private static String type(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    if (value instanceof Number) {
      return "a number";
    }
    return value instanceof List ? "a list" : "a map";
  }

  /** A value as a message shows it: strings in quotes, long ones cut. */
  static String shown(@Nullable Object value) {
    return value instanceof String text ? '"' + cut(text) + '"' : cut(String.valueOf(value));
  }

  /** A key as a message shows it in the path of a member. */
  static String shownKey(String key) {
    return cut(key, KEY_CODE_POINTS_MAX);
  }

  private static String cut(String text) {
    return cut(text, VALUE_CODE_POINTS_MAX);
  }

  /** The first code points, followed by three dots where there were more. */
  private static String cut(String text, int codePointsMax) {
    if (text.codePointCount(0, text.length()) <= codePointsMax) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, codePointsMax)) + "...";
  }
}
