package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/** The methods of strings that replace and split, with bounded input and output. */
final class TextReplacement {

  private TextReplacement() {}

  static BoundedPattern pattern(String expression) {
    try {
      return BoundedPattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw Budget.current()
          .fault(Kind.TEMPLATE, "the regular expression does not compile: " + e.getDescription());
    }
  }

  static String literal(String text, String target, String replacement) {
    StringMethods.searched(text, target);
    long found = 0;
    if (target.isEmpty()) {
      found = text.length() + 1L;
    } else {
      for (int at = text.indexOf(target);
          at >= 0;
          at = text.indexOf(target, at + target.length())) {
        found++;
      }
    }
    Budget.current()
        .copy(Math.max(0, text.length() + found * (replacement.length() - target.length())));
    return text.replace(target, replacement);
  }

  static String all(String text, String expression, String replacement) {
    return replace(text, expression, replacement, Integer.MAX_VALUE);
  }

  static String first(String text, String expression, String replacement) {
    return replace(text, expression, replacement, 1);
  }

  private static String replace(String text, String expression, String replacement, int times) {
    return pattern(expression)
        .apply(
            text,
            matcher -> {
              StringBuilder out = new StringBuilder();
              int end = 0;
              for (int i = 0; i < times && matcher.find(); i++) {
                append(out, text, end, matcher.start());
                expand(out, text, replacement, matcher);
                end = matcher.end();
              }
              append(out, text, end, text.length());
              return out.toString();
            });
  }

  private static void append(StringBuilder out, String text, int from, int to) {
    Budget budget = Budget.current();
    budget.step();
    if (out.length() + to - from > budget.limits().textLength()) {
      budget.copy((long) out.length() + to - from);
    }
    out.append(text, from, to);
  }

  /** Appends a replacement, in which {@code $1} stands for a group and a backslash quotes. */
  private static void expand(StringBuilder out, String text, String replacement, Matcher matcher) {
    for (int i = 0; i < replacement.length(); i++) {
      char unit = replacement.charAt(i);
      if (unit == '$') {
        i++;
        int group = i < replacement.length() ? Character.digit(replacement.charAt(i), 10) : -1;
        if (group < 0 || group > matcher.groupCount()) {
          throw Budget.current().fault(Kind.TEMPLATE, "the replacement names a group that is not");
        }
        if (matcher.start(group) >= 0) {
          append(out, text, matcher.start(group), matcher.end(group));
        }
      } else {
        i += unit == '\\' && i + 1 < replacement.length() ? 1 : 0;
        append(out, replacement, i, i + 1);
      }
    }
  }

  /** As {@link String#split(String, int)}, which leaves out empty texts at the end for 0. */
  static TemplateList split(String text, String expression, int limit) {
    List<String> parts = pattern(expression).apply(text, matcher -> parts(text, matcher, limit));
    int size = parts.size();
    while (limit == 0 && size > 1 && parts.get(size - 1).isEmpty()) {
      size--;
    }
    return TemplateList.plain(parts.subList(0, size));
  }

  private static List<String> parts(String text, Matcher matcher, int limit) {
    Budget budget = Budget.current();
    List<String> parts = new ArrayList<>();
    int end = 0;
    while ((limit <= 0 || parts.size() < limit - 1) && matcher.find()) {
      // As Java does, no empty text stands before a match of nothing at the start.
      if (matcher.end() > 0) {
        budget.elements(parts.size() + 1L);
        budget.copy(matcher.start() - end);
        parts.add(text.substring(end, matcher.start()));
        end = matcher.end();
      }
    }
    budget.copy(text.length() - end);
    parts.add(text.substring(end));
    return parts;
  }
}
