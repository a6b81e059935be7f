package dev.patchbay.logs;

/** Text that cannot end a line, move a cursor or pass for something else. */
final class Plain {

  private Plain() {}

  /** As it is where it is printable ASCII; all else as an escape of Java. */
  static void append(StringBuilder line, String text) {
    append(line, text, false);
  }

  /** As it is where it is one word; else between quotes. */
  static void appendValue(StringBuilder line, String text) {
    if (isWord(text)) {
      line.append(text);
      return;
    }
    line.append('"');
    append(line, text, true);
    line.append('"');
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "-._/:+$".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static void append(StringBuilder line, String text, boolean quoted) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line.append("\\n");
      } else if (c == '\r') {
        line.append("\\r");
      } else if (c < ' ' || c > '~') {
        line.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          line.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
      } else {
        if (quoted && (c == '"' || c == '\\')) {
          line.append('\\');
        }
        line.append(c);
      }
    }
  }
}
