package dev.patchbay.http;

import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Revisions as entity tags: {@code "3"}, a strong tag (RFC 9110, section 8.8.3). */
final class EntityTags {

  /** One element of a list, with what ends it; RFC 9110 lets elements be empty (section 5.6.1). */
  private static final Pattern ELEMENT =
      Pattern.compile(
          "[ \\t]*(?:(?<weak>W/)?\"(?<tag>[\\x21\\x23-\\x7e\\x80-\\xff]*)\")?[ \\t]*(?<end>,|\\z)");

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
    if (value.trim().equals("*")) {
      return Precondition.NONE; // Update and Delete demand that the resource exists in any case.
    }
    Set<Long> revisions = new HashSet<>();
    boolean named = false;
    Matcher element = ELEMENT.matcher(value);
    for (int start = 0; element.region(start, value.length()).lookingAt(); start = element.end()) {
      String tag = element.group("tag");
      named |= tag != null;
      if (tag != null && element.group("weak") == null && tag.matches("[1-9][0-9]{0,17}")) {
        revisions.add(Long.parseLong(tag));
      }
      if (element.group("end").isEmpty()) {
        if (named) {
          return new Precondition(false, revisions);
        }
        break;
      }
    }
    throw ServiceException.invalid("If-Match", value, "* or a list of entity tags in quotes");
  }
}
