package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.model.Limit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of {@code java.util.regex} whose work is bounded: the text counts how often
 * a character is read. Loops that read nothing, like {@code (?=){1000}}, multiply the cost of a
 * read costs.
 */
final class BoundedPattern {

  static final int LENGTH_MAX = Limit.EVALUATED_EXPRESSION.intValue();

  private static final long EMPTY_ROUNDS_MAX = Limit.EVALUATION_EMPTY_ROUNDS.value();

  private final Pattern pattern;
  private final long readCost;

  private BoundedPattern(Pattern pattern, long readCost) {
    this.pattern = pattern;
    this.readCost = readCost;
  }

  /**
   * Compiles an expression.
   *
   * @throws PatternSyntaxException where it is not one, or is too long or repeats too often
   */
  static BoundedPattern compile(String expression) {
    Budget.compiling();
    if (expression.length() > LENGTH_MAX) {
      throw new PatternSyntaxException("longer than " + LENGTH_MAX + " characters", "", -1);
    }
    long rounds = CountedLoops.emptyRounds(expression);
    if (rounds > EMPTY_ROUNDS_MAX) {
      throw new PatternSyntaxException(
          "groups and anchors repeat more than " + EMPTY_ROUNDS_MAX + " times", "", -1);
    }
    try {
      return new BoundedPattern(Pattern.compile(expression), rounds);
    } catch (PatternSyntaxException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new PatternSyntaxException("does not compile", "", -1);
    }
  }

  boolean matches(String text) {
    return apply(text, Matcher::matches);
  }

  /** Applies a function to the matcher of a text, at the cost of the current budget. */
  <T> T apply(String text, Function<Matcher, T> function) {
    Budget budget = Budget.current();
    budget.patternReads(readCost);
    try {
      return function.apply(
          pattern.matcher(new CountedText(text, 0, text.length(), budget, readCost)));
    } catch (StackOverflowError e) {
      throw budget.fault(Kind.PATTERN_LIMIT, "the regular expression nests too deep for its text");
    }
  }

  /** A text that charges each character which is read. */
  private record CountedText(String text, int start, int end, Budget budget, long readCost)
      implements CharSequence {

    @Override
    public char charAt(int index) {
      budget.patternReads(readCost);
      return text.charAt(start + index);
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new CountedText(text, start + from, start + to, budget, readCost);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
