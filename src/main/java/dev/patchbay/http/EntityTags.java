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

  /** One tag, weak or strong, and what separates it from the next. */
  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(,|\\z)");

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
    Matcher tags = TAG.matcher(value);
    int end = 0;
    while (tags.lookingAt()) {
      boolean strong = tags.group(1) == null;
      if (strong && tags.group(2).matches("[1-9][0-9]{0,17}")) {
        revisions.add(Long.parseLong(tags.group(2)));
      }
      end = tags.end();
      if (end == value.length() && tags.group(3).isEmpty()) {
        return new Precondition(false, revisions);
      }
      tags.region(end, value.length());
    }
    throw ServiceException.badRequest(
        "Invalid value for If-Match: neither * nor a list of entity tags in quotes");
  }
}
