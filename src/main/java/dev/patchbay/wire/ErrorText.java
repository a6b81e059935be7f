package dev.patchbay.wire;

import dev.patchbay.model.ShownValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a refusal. */
final class ErrorText {

  /** Keys identify the member, so the longest allowed key is shown whole. */
  private static final int KEY_CODE_POINTS_MAX = 256;

  private ErrorText() {}

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
   * AWS's text for a parameter mapping that it cannot read, then the allowed forms.
   *
   * @param subject {@code mapping expression} or {@code mapping expression parameter}
   */
  static String unmappable(String subject, String member, String value, String allowed) {
    return "Invalid mapping expression specified: Validation Result: warnings : [], errors :"
        + " [Invalid "
        + subject
        + " specified: "
        + ShownValue.cut(value)
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

  /** A key as a message shows it in the path of a member. */
  static String shownKey(String key) {
    return ShownValue.cut(key, KEY_CODE_POINTS_MAX);
  }
}
