package dev.patchbay.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many rounds the counted loops of a regular expression can make without reading a character.
 * Only groups, anchors, boundaries and back-references can be empty; the estimate is never too low,
 * for it multiplies the counts of loops around one another and assumes that each group is empty.
 */
final class CountedLoops {

  private static final long COUNT_MAX = Integer.MAX_VALUE;

  /** Escapes that stand for one character. */
  private static final String CHARACTER_ESCAPES = "dDsSwWhHvVtnrfaecxuNpPR0";

  private final String expression;
  private final Deque<Long> groups = new ArrayDeque<>();
  private long here = 1;
  private int position;

  private CountedLoops(String expression) {
    this.expression = expression;
  }

  static long emptyRounds(String expression) {
    return new CountedLoops(expression).count();
  }

  private long count() {
    while (position < expression.length()) {
      char unit = expression.charAt(position++);
      switch (unit) {
        case '(' -> {
          groups.push(here);
          here = 1;
        }
        case ')' -> closeGroup();
        case '^', '$' -> here = Math.max(here, loop());
        case '\\' -> escape();
        default -> {
          // A character or class reads one character in each round.
        }
      }
    }
    long most = here;
    for (long outer : groups) {
      most = Math.max(most, outer);
    }
    return most;
  }

  private void closeGroup() {
    long inner = product(here, loop());
    here = groups.isEmpty() ? Math.max(here, inner) : Math.max(groups.pop(), inner);
  }

  private void escape() {
    if (position >= expression.length()) {
      return;
    }
    char unit = expression.charAt(position++);
    boolean mayBeEmpty = Character.isLetterOrDigit(unit) && CHARACTER_ESCAPES.indexOf(unit) < 0;
    if (mayBeEmpty) {
      while (position < expression.length()
          && Character.isLetterOrDigit(expression.charAt(position))) {
        position++;
      }
      here = Math.max(here, loop());
    }
  }

  /** The count of the loop that stands at the position, 1 where none does. */
  private long loop() {
    int end = position;
    while (end < expression.length() && !(expression.charAt(end) == '}' || end - position > 24)) {
      end++;
    }
    if (end >= expression.length() || expression.charAt(position) != '{') {
      return 1;
    }
    long count = 1;
    for (String number : expression.substring(position + 1, end).split(",", -1)) {
      if (!number.isEmpty() && number.chars().allMatch(Character::isDigit)) {
        count = Math.max(count, number.length() > 9 ? COUNT_MAX : Long.parseLong(number));
      }
    }
    return count;
  }

  private static long product(long one, long other) {
    return Math.min(COUNT_MAX, one * other);
  }
}
