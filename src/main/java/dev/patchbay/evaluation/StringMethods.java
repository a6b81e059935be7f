package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Arguments.number;
import static dev.patchbay.evaluation.Arguments.text;
import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/** The methods of strings that templates may call, by name and number of arguments. */
final class StringMethods {

  static final Map<String, Method<String>> TABLE =
      Map.ofEntries(
          entry("length/0", (s, a) -> s.length()),
          entry("isEmpty/0", (s, a) -> s.isEmpty()),
          entry("isBlank/0", (s, a) -> s.isBlank()),
          entry("equals/1", (s, a) -> s.equals(a.get(0))),
          entry("equalsIgnoreCase/1", (s, a) -> s.equalsIgnoreCase(text(a, 0))),
          entry("compareTo/1", (s, a) -> s.compareTo(text(a, 0))),
          entry("hashCode/0", (s, a) -> s.hashCode()),
          entry("toString/0", (s, a) -> s),
          entry("charAt/1", (s, a) -> String.valueOf(s.charAt(number(a, 0)))),
          entry("substring/1", (s, a) -> s.substring(number(a, 0))),
          entry("substring/2", (s, a) -> s.substring(number(a, 0), number(a, 1))),
          entry("indexOf/1", (s, a) -> s.indexOf(searched(s, text(a, 0)))),
          entry("indexOf/2", (s, a) -> s.indexOf(searched(s, text(a, 0)), number(a, 1))),
          entry("lastIndexOf/1", (s, a) -> s.lastIndexOf(searched(s, text(a, 0)))),
          entry("contains/1", (s, a) -> s.contains(searched(s, text(a, 0)))),
          entry("startsWith/1", (s, a) -> s.startsWith(text(a, 0))),
          entry("endsWith/1", (s, a) -> s.endsWith(text(a, 0))),
          entry("toUpperCase/0", (s, a) -> s.toUpperCase(Locale.ROOT)),
          entry("toLowerCase/0", (s, a) -> s.toLowerCase(Locale.ROOT)),
          entry("trim/0", (s, a) -> s.trim()),
          entry("concat/1", (s, a) -> concat(s, text(a, 0))),
          entry("replace/2", (s, a) -> TextReplacement.literal(s, text(a, 0), text(a, 1))),
          entry("replaceAll/2", (s, a) -> TextReplacement.all(s, text(a, 0), text(a, 1))),
          entry("replaceFirst/2", (s, a) -> TextReplacement.first(s, text(a, 0), text(a, 1))),
          entry("matches/1", (s, a) -> TextReplacement.pattern(text(a, 0)).matches(s)),
          entry("split/1", (s, a) -> TextReplacement.split(s, text(a, 0), 0)),
          entry("split/2", (s, a) -> TextReplacement.split(s, text(a, 0), number(a, 1))));

  /** The characters that a search compares in the time of a step. */
  private static final int COMPARISONS_PER_STEP = 64;

  private StringMethods() {}

  /**
   * Charges a search, which compares all of a text with the other at each place in the worst case.
   */
  static String searched(String within, String other) {
    long places = Math.max(1, within.length() - other.length() + 1L);
    Budget.current().steps(1 + places * Math.max(1, other.length()) / COMPARISONS_PER_STEP);
    return other;
  }

  private static String concat(String text, String end) {
    Budget.current().copy((long) text.length() + end.length());
    return text.concat(end);
  }
}
