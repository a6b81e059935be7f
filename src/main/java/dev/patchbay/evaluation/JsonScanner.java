package dev.patchbay.evaluation;

import dev.patchbay.evaluation.JsonParser.NotJsonException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads the strings, numbers and names of a JSON text from its beginning to its end. */
final class JsonScanner {

  private final String text;
  private int position;

  JsonScanner(String text) {
    this.text = text;
  }

  /** The string that begins with the quote at the position. */
  String string() throws NotJsonException {
    int start = ++position;
    StringBuilder unescaped = null;
    while (true) {
      position = endOfPlain(position);
      char unit = peek();
      if (unit == '"') {
        String end = text.substring(start, position++);
        return unescaped == null ? end : unescaped.append(end).toString();
      }
      if (unit < ' ') {
        throw unexpected();
      }
      position++;
      if (unit == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(text, start, position - 1).append(escape());
        start = position;
      }
    }
  }

  /** The next quote, backslash or control character, or the end of the text. */
  private int endOfPlain(int from) {
    int end = text.length();
    int at = from;
    while (at < end) {
      char unit = text.charAt(at);
      if (unit == '"' || unit == '\\' || unit < ' ') {
        return at;
      }
      at++;
    }
    return at;
  }

  /** The identifier that begins at the position. */
  String identifier() {
    int start = position;
    while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private char escape() throws NotJsonException {
    char unit = peek();
    position++;
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
          if (digit < 0) {
            throw unexpected();
          }
          code = code * 16 + digit;
          position++;
        }
        yield (char) code;
      }
      default -> throw unexpected();
    };
  }

  Number number() throws NotJsonException {
    int start = position;
    if (peek() == '-') {
      position++;
    }
    if (peek() == '0') {
      position++;
    } else {
      digits();
    }
    boolean integer = true;
    if (position < text.length() && text.charAt(position) == '.') {
      integer = false;
      position++;
      digits();
    }
    if (position < text.length() && "eE".indexOf(text.charAt(position)) >= 0) {
      integer = false;
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      digits();
    }
    String digits = text.substring(start, position);
    return integer ? integer(digits) : decimal(digits);
  }

  private void digits() throws NotJsonException {
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == start) {
      throw unexpected();
    }
  }

  private Number integer(String digits) {
    // A digit has more than three bits, so a text this long is beyond the limit.
    Budget.current().numberBits(3L * digits.length());
    if (digits.length() > 18) {
      return new BigInteger(digits);
    }
    long value = Long.parseLong(digits);
    return value == (int) value ? (Number) (int) value : (Number) value;
  }

  private Double decimal(String digits) throws NotJsonException {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new NotJsonException("the number at character " + position + " is too large");
    }
    return value;
  }

  void expect(char unit) throws NotJsonException {
    if (peek() != unit) {
      throw unexpected();
    }
    position++;
  }

  char peek() throws NotJsonException {
    if (position >= text.length()) {
      throw new NotJsonException("the text ends at character " + position);
    }
    return text.charAt(position);
  }

  void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isBlank(char unit) {
    return unit <= ' ' && (unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t');
  }

  NotJsonException unexpected() {
    return new NotJsonException("unexpected character " + position);
  }

  void skip() {
    position++;
  }

  void expectEnd() throws NotJsonException {
    if (position < text.length()) {
      throw unexpected();
    }
  }

  /** The value of a name that stands at the position. */
  @Nullable Object literal(String name, @Nullable Object value) throws NotJsonException {
    if (!text.startsWith(name, position)) {
      throw unexpected();
    }
    position += name.length();
    return value;
  }
}
