package dev.patchbay.evaluation;

/** Strings inside JSON. */
public final class JsonText {

  private JsonText() {}

  /** Appends a text as it stands between the quotes of a JSON string. */
  static void escape(String text, StringBuilder out) {
    escape(text, "\"\\", Character.MAX_VALUE, out);
  }

  /**
   * Appends a text with escapes of JSON and ECMAScript.
   *
   * @param marked the characters that a backslash precedes
   * @param last the last character that stands for itself; control characters never do
   */
  static void escape(String text, String marked, char last, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (marked.indexOf(unit) >= 0) {
            out.append('\\').append(unit);
          } else if (unit < ' ' || unit > last) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(hexDigit(unit >> shift & 15));
            }
          } else {
            out.append(unit);
          }
        }
      }
    }
  }

  /** A text as it stands between the quotes of a JSON string. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    escape(text, out);
    return out.toString();
  }

  private static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }
}
