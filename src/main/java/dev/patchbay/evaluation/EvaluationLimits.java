package dev.patchbay.evaluation;

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
    long timeNanos) {

  /** A loop of a thousand rounds over a hundred nodes takes a quarter of it. */
  private static final long STEPS = 400_000;

  /**
   * An error message of a few kilobytes is read some ten times; a processor reads this in 10 ms.
   */
  private static final long PATTERN_READS = 500_000;

  /** The largest message that API Gateway sends to a client. */
  private static final int OUTPUT_BYTES = 128 * 1024;

  /** Twice the largest frame, for text that a template shortens afterwards. */
  private static final int TEXT_LENGTH = 256 * 1024;

  /** 8 MiB of memory at most, which a pod has for each of its workers. */
  private static final long COPIED_LENGTH = 4 * 1024 * 1024;

  /** A body of the largest size holds as many elements, and lists of templates are shorter. */
  private static final int ELEMENTS = 65_536;

  /** Bodies are a few levels deep, and each level takes stack. */
  private static final int NESTING = 64;

  /** Identifiers and amounts of twenty digits fit several times. */
  private static final int NUMBER_BITS = 512;

  /** A request to the service is no larger, and eight of the largest frames fit. */
  private static final int BODY_BYTES = 1024 * 1024;

  /** The steps take less, on a busy processor and right after the start too. */
  private static final long TIME_NANOS = 500_000_000;

  public static EvaluationLimits defaults() {
    return new EvaluationLimits(
        STEPS,
        PATTERN_READS,
        OUTPUT_BYTES,
        TEXT_LENGTH,
        COPIED_LENGTH,
        ELEMENTS,
        NESTING,
        NUMBER_BITS,
        BODY_BYTES,
        TIME_NANOS);
  }
}
