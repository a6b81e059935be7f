package dev.patchbay.evaluation;

/**
 * A step of an evaluation. Long texts are cut.
 *
 * @param input the input of the step
 * @param output the output of the step
 * @param reason a sentence that says why
 */
public record TraceStep(Name name, String input, String output, String reason) {

  /** A longer value helps no person, and a trace has some ten of them. */
  private static final int LENGTH_MAX = 10 * 1024;

  /** The steps in their order. */
  public enum Name {
    SELECTION_VALUE,
    INTEGRATION_RESPONSE,
    CONTENT_HANDLING,
    TEMPLATE_SELECTION,
    RENDERING,
    PARAMETERS,
    FRAME
  }

  public TraceStep {
    input = cut(input);
    output = cut(output);
  }

  private static String cut(String text) {
    return text.length() <= LENGTH_MAX
        ? text
        : text.substring(0, LENGTH_MAX) + " ... [" + text.length() + " characters]";
  }
}
