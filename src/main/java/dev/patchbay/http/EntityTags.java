package dev.patchbay.http;

import dev.patchbay.model.Limit;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Revisions as entity tags: {@code "3"}, a strong tag (RFC 9110, section 8.8.3). */
final class EntityTags {

  private static final int REVISION_DIGITS_MAX = 18;

  private EntityTags() {}

  static String of(Resource resource) {
    return "\"" + resource.revision() + "\"";
  }

  /**
   * Reads If-Match. A weak tag never matches, for the comparison is the strong one.
   *
   * @param ifMatch the values of the header, empty where it is absent
   * @throws ServiceException BAD_REQUEST when it is neither {@code *} nor a list of entity tags
   */
  static Precondition precondition(List<String> ifMatch) {
    if (ifMatch.isEmpty()) {
      return Precondition.NONE;
    }
    String value = String.join(",", ifMatch);
    if (value.length() > Limit.IF_MATCH.value()) {
      throw ServiceException.invalid(
          "If-Match", value, "0 to " + Limit.IF_MATCH.value() + " bytes");
    }
    if (value.trim().equals("*")) {
      return Precondition.NONE; // Update and Delete demand that the resource exists in any case.
    }
    return new Precondition(false, revisions(value));
  }

  /** Each character is looked at once or twice, whatever the value is. */
  private static Set<Long> revisions(String value) {
    Set<Long> revisions = new HashSet<>();
    boolean named = false;
    int at = -1;
    do { // RFC 9110 lets elements be empty (section 5.6.1).
      at = afterBlanks(value, at + 1);
      boolean weak = value.startsWith("W/\"", at);
      int open = weak ? at + 2 : at;
      if (open < value.length() && value.charAt(open) == '"') {
        int close = value.indexOf('"', open + 1);
        if (close < 0 || !isTag(value, open + 1, close)) {
          throw malformed(value);
        }
        named = true;
        if (!weak && isRevision(value, open + 1, close)) {
          revisions.add(Long.parseLong(value.substring(open + 1, close)));
        }
        at = afterBlanks(value, close + 1);
      }
    } while (at < value.length() && value.charAt(at) == ',');
    if (at < value.length() || !named) {
      throw malformed(value);
    }
    return revisions;
  }

  private static int afterBlanks(String value, int start) {
    int at = start;
    while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isTag(String value, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRevision(String value, int start, int end) {
    boolean revision =
        start < end && end - start <= REVISION_DIGITS_MAX && value.charAt(start) != '0';
    for (int i = start; revision && i < end; i++) {
      revision = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return revision;
  }

  private static ServiceException malformed(String value) {
    return ServiceException.invalid("If-Match", value, "* or a list of entity tags in quotes");
  }
}
