package dev.patchbay.auth;

import java.util.HexFormat;

/** Percent encoding of Signature Version 4, on text in which one character is one byte. */
final class PercentEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /** Appends the text, and encodes every byte that is neither unreserved (RFC 3986) nor a slash. */
  static void appendPath(StringBuilder to, String path) {
    int appended = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' && !isUnreserved(c)) {
        appendByte(to.append(path, appended, i), c);
        appended = i + 1;
      }
    }
    to.append(path, appended, path.length());
  }

  /**
   * Decodes the escapes of the text once and encodes every byte that is not unreserved, so that
   * {@code %2f} and {@code %2F} become equal. A plus stays a plus.
   */
  static String normalize(String part) {
    StringBuilder to = new StringBuilder(part.length() + 16);
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%') {
        appendByte(to, decodedAt(part, i));
        i += 2;
      } else {
        appendByte(to, c);
      }
    }
    return to.toString();
  }

  /** Decodes the escapes of the text, which are well-formed. A plus stays a plus. */
  static String decode(String part) {
    StringBuilder to = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%') {
        to.append((char) decodedAt(part, i));
        i += 2;
      } else {
        to.append(c);
      }
    }
    return to.toString();
  }

  /** Returns the byte of the escape at this index, or -1 if there is none. */
  static int decodedAt(String text, int index) {
    if (index + 2 >= text.length()) {
      return -1;
    }
    char high = text.charAt(index + 1);
    char low = text.charAt(index + 2);
    if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
      return -1;
    }
    return HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
  }

  private static void appendByte(StringBuilder to, int value) {
    if (isUnreserved(value)) {
      to.append((char) value);
    } else {
      to.append('%').append(HEX.toHexDigits((byte) value));
    }
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
