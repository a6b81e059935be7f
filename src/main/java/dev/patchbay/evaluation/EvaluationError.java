package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Why an evaluation has no result.
 *
 * @param message a sentence that names the fault and its place
 * @param templateKey the key of the template at fault, null where it is not about a template
 * @param line the line in the template, from 1; 0 where it is unknown
 * @param column the column in the template, from 1; 0 where it is unknown
 * @param reference the reference at fault as the template writes it, null where it is unknown
 */
public record EvaluationError(
    Kind kind,
    String message,
    @Nullable String templateKey,
    int line,
    int column,
    @Nullable String reference) {

  /** The kinds of errors. */
  public enum Kind {
    NO_INTEGRATION_RESPONSE,
    UNSUPPORTED_MEDIA_TYPE,
    MOCK_STATUS,
    /** A message does not match its model. */
    INVALID_BODY,
    /** A model cannot be used. */
    MODEL,
    PATTERN_LIMIT,
    BODY_NOT_BASE64,
    BINARY_WITH_TEMPLATE,
    PARAMETER,
    TEMPLATE_SYNTAX,
    TEMPLATE_DIRECTIVE,
    TEMPLATE,
    STEP_LIMIT,
    TIME_LIMIT,
    OUTPUT_LIMIT,
    TEXT_LIMIT,
    COPY_LIMIT,
    ELEMENT_LIMIT,
    NESTING_LIMIT,
    NUMBER_LIMIT,
    BODY_LIMIT
  }

  EvaluationError inTemplate(String key) {
    return new EvaluationError(kind, message, key, line, column, reference);
  }
}
