package dev.patchbay.evaluation;

/** Strings inside JSON. */
public final class JsonText {

  private JsonText() {}

  /** Appends a text as it stands between the quotes of a JSON string. */
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"', '\\' -> out.append('\\').append(unit);
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (unit < ' ') {
            out.append("\\u00").append(hexDigit(unit >> 4)).append(hexDigit(unit & 15));
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

  static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }
}
