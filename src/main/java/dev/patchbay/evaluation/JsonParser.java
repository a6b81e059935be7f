package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 defines it, into the values of templates. Of equal names in an object the
 * last one wins. Numbers beyond the range of a double are refused, for arithmetic with them has no
 * bound.
 */
final class JsonParser {

  /** Thrown where a text is not JSON. */
  static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    NotJsonException(String message) {
      super(message, null, false, false);
    }
  }

  private final Budget budget = Budget.current();
  private final JsonScanner scanner;
  private final boolean lenient;

  private JsonParser(JsonScanner scanner, boolean lenient) {
    this.scanner = scanner;
    this.lenient = lenient;
  }

  static @Nullable Object parse(String text) throws NotJsonException {
    return parse(text, false);
  }

  /** Takes names without quotes too, as API Gateway does for a mock integration. */
  static @Nullable Object parseLenient(String text) throws NotJsonException {
    return parse(text, true);
  }

  private static @Nullable Object parse(String text, boolean lenient) throws NotJsonException {
    JsonScanner scanner = new JsonScanner(text);
    scanner.skipBlanks();
    Object value = new JsonParser(scanner, lenient).value(0);
    scanner.skipBlanks();
    scanner.expectEnd();
    return value;
  }

  private @Nullable Object value(int level) throws NotJsonException {
    budget.step();
    budget.nesting(level);
    return switch (scanner.peek()) {
      case '{' -> object(level);
      case '[' -> array(level);
      case '"' -> scanner.string();
      case 't' -> scanner.literal("true", true);
      case 'f' -> scanner.literal("false", false);
      case 'n' -> scanner.literal("null", null);
      default -> scanner.number();
    };
  }

  private TemplateMap object(int level) throws NotJsonException {
    TemplateMap map = new TemplateMap();
    scanner.skip();
    scanner.skipBlanks();
    if (scanner.peek() == '}') {
      scanner.skip();
      return map;
    }
    while (true) {
      String name = name();
      scanner.skipBlanks();
      scanner.expect(':');
      scanner.skipBlanks();
      map.put(name, value(level + 1));
      scanner.skipBlanks();
      if (scanner.peek() == '}') {
        scanner.skip();
        return map;
      }
      scanner.expect(',');
      scanner.skipBlanks();
    }
  }

  private String name() throws NotJsonException {
    if (scanner.peek() == '"') {
      return scanner.string();
    }
    if (lenient && Character.isJavaIdentifierStart(scanner.peek())) {
      return scanner.identifier();
    }
    throw scanner.unexpected();
  }

  private TemplateList array(int level) throws NotJsonException {
    TemplateList list = TemplateList.json();
    scanner.skip();
    scanner.skipBlanks();
    if (scanner.peek() == ']') {
      scanner.skip();
      return list;
    }
    while (true) {
      list.add(value(level + 1));
      scanner.skipBlanks();
      if (scanner.peek() == ']') {
        scanner.skip();
        return list;
      }
      scanner.expect(',');
      scanner.skipBlanks();
    }
  }
}
