package dev.patchbay.logs;

import java.util.BitSet;

/** Escapes text so that it cannot end a line, move a cursor or imitate another field. */
final class EscapedText {

  private static final BitSet IN_WORDS = new BitSet();

  /** The characters that stay unchanged, also within quotes. */
  private static final BitSet UNCHANGED = new BitSet();

  static {
    "-._/:+$".chars().forEach(IN_WORDS::set);
    IN_WORDS.set('0', '9' + 1);
    IN_WORDS.set('A', 'Z' + 1);
    IN_WORDS.set('a', 'z' + 1);
    UNCHANGED.set(' ', '~' + 1);
    UNCHANGED.clear('"');
    UNCHANGED.clear('\\');
  }

  private EscapedText() {}

  /** Appends printable ASCII unchanged and other characters as escapes of Java. */
  static void append(StringBuilder line, String text) {
    append(line, text, false);
  }

  /** Appends one word unchanged, and other text between quotes. */
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
    return !text.isEmpty() && isAllOf(IN_WORDS, text);
  }

  private static boolean isAllOf(BitSet allowed, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!allowed.get(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder line, String text, boolean quoted) {
    if (isAllOf(UNCHANGED, text)) {
      line.append(text);
      return;
    }
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
