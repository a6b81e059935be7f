package dev.patchbay.http;

/** The syntax of the header Host. */
final class HostHeader {

  private static final int PORT_DIGITS_MAX = 5;

  private HostHeader() {}

  /**
   * Returns whether it is a name or an address, and perhaps a port; RFC 3986, section 3.2, without
   * user information.
   */
  static boolean isHost(String text) {
    int end = text.startsWith("[") ? endOfAddress(text) : endOfName(text);
    if (end <= 0 || end == text.length()) {
      return end > 0;
    }
    boolean port = text.charAt(end) == ':' && text.length() - end <= 1 + PORT_DIGITS_MAX;
    for (int i = end + 1; port && i < text.length(); i++) {
      port = isDigit(text.charAt(i));
    }
    return port;
  }

  /** Returns the index behind the closing bracket of an address; 0 without brackets. */
  private static int endOfAddress(String text) {
    int close = text.indexOf(']');
    boolean address = close > 1;
    for (int i = 1; address && i < close; i++) {
      char c = text.charAt(i);
      address =
          isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }
    return address ? close + 1 : 0;
  }

  private static int endOfName(String text) {
    int end = 0;
    while (end < text.length()
        && (isLetterOrDigit(text.charAt(end))
            || "._~%!$&'()*+,;=-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }
}
