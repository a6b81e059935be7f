package dev.patchbay.auth;

/**
 * A request target in origin form whose path is already normal. AWS signs the normalised path, so
 * without this check {@code /v2/apis/a/../b} would carry a good signature for {@code /v2/apis/b},
 * and a router that decodes {@code %2e%2e} would do the same to an encoded one.
 *
 * @param path the raw path, starting with a slash; a slash at its end is kept
 * @param query the raw query without its question mark; empty if there is none
 */
public record RequestTarget(String path, String query) {

  /**
   * Splits a raw target.
   *
   * @throws AuthException {@link AuthError#BAD_REQUEST} if it does not start with a slash, has a
   *     control character, a fragment, a character beyond one byte, a broken percent escape, or an
   *     empty, {@code .} or {@code ..} segment, encoded dots included
   */
  public static RequestTarget parse(String target) {
    if (!target.startsWith("/")) {
      throw notNormal();
    }
    requireCharacters(target);
    int questionMark = target.indexOf('?');
    if (questionMark < 0) {
      requireSegments(target);
      return new RequestTarget(target, "");
    }
    String path = target.substring(0, questionMark);
    requireSegments(path);
    return new RequestTarget(path, target.substring(questionMark + 1));
  }

  private static void requireCharacters(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      boolean brokenEscape = c == '%' && PercentEncoding.decodedAt(target, i) < 0;
      if (c < ' ' || c == 0x7f || c > 0xff || c == '#' || brokenEscape) {
        throw notNormal();
      }
    }
  }

  private static void requireSegments(String path) {
    int start = 1;
    while (true) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (isDots(path, start, end) || (slash >= 0 && start == end)) {
        throw notNormal();
      }
      if (slash < 0) {
        return;
      }
      start = slash + 1;
    }
  }

  private static boolean isDots(String path, int start, int end) {
    int dots = 0;
    int i = start;
    while (i < end && dots <= 2) {
      boolean encoded = path.charAt(i) == '%';
      int c = encoded ? PercentEncoding.decodedAt(path, i) : path.charAt(i);
      if (c != '.') {
        return false;
      }
      dots++;
      i += encoded ? 3 : 1;
    }
    return i == end && (dots == 1 || dots == 2);
  }

  private static AuthException notNormal() {
    return new AuthException(
        AuthError.BAD_REQUEST, "The path and query of the request are not in normal form.");
  }
}
