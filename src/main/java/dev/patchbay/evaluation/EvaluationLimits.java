package dev.patchbay.evaluation;

import dev.patchbay.model.Limit;
import java.util.concurrent.TimeUnit;

/**
 * The limits of one evaluation. They bound time and memory whatever a template, an expression or a
 * reply contains.
 *
 * @param steps nodes of the template, elements and method calls that are evaluated
 * @param patternReads characters that regular expressions read, weighted by their counted loops
 * @param outputBytes bytes of the rendered frame in UTF-8
 * @param textLength characters of one string
 * @param copiedLength characters of all strings that are made
 * @param elements elements of one list or map
 * @param nesting levels of lists, maps and JSON inside one another
 * @param numberBits bits of one number
 * @param bodyBytes bytes of the body of the reply
 * @param timeNanos time from the start of the evaluation
 * @param isBrief whether a worker repeats an evaluation that reaches a limit; such an evaluation
 *     compiles no template, path, model or regular expression that is not kept
 */
public record EvaluationLimits(
    long steps,
    long patternReads,
    int outputBytes,
    int textLength,
    long copiedLength,
    int elements,
    int nesting,
    int numberBits,
    int bodyBytes,
    long timeNanos,
    boolean isBrief) {

  /** A template of a kilobyte takes a tenth of it, and a step less than a microsecond. */
  private static final int BRIEF_STEPS = 512;

  /** A processor reads as many in some twenty microseconds. */
  private static final int BRIEF_PATTERN_READS = 1024;

  /** Functions take up to twenty nanoseconds for a character of their text. */
  private static final int BRIEF_TEXT = 4 * 1024;

  /** Returns the limits of {@link Limit}. */
  public static EvaluationLimits defaults() {
    return new EvaluationLimits(
        Limit.EVALUATION_STEPS.value(),
        Limit.EVALUATION_PATTERN_READS.value(),
        Limit.EVALUATION_OUTPUT.intValue(),
        Limit.EVALUATION_TEXT.intValue(),
        Limit.EVALUATION_COPIES.value(),
        Limit.EVALUATION_ELEMENTS.intValue(),
        Limit.EVALUATION_NESTING.intValue(),
        Limit.EVALUATION_NUMBER_BITS.intValue(),
        Limit.EVALUATION_BODY.intValue(),
        TimeUnit.MILLISECONDS.toNanos(Limit.EVALUATION_TIME.value()),
        false);
  }

  /** Returns limits within which an event loop may evaluate. */
  static EvaluationLimits brief() {
    EvaluationLimits whole = defaults();
    return new EvaluationLimits(
        BRIEF_STEPS,
        BRIEF_PATTERN_READS,
        2 * BRIEF_TEXT,
        BRIEF_TEXT,
        2 * BRIEF_TEXT,
        BRIEF_STEPS,
        whole.nesting,
        whole.numberBits,
        whole.bodyBytes,
        whole.timeNanos,
        true);
  }
}
