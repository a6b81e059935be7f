package dev.patchbay.evaluation;

import java.util.Map;

/**
 * The context of a reply.
 *
 * @param variables {@code $context}: strings, numbers, booleans, lists and maps
 * @param stageVariables {@code $stageVariables}
 * @param requestBody the message of the client that caused the reply, empty for a connection
 * @param requestParameters {@code $input.params()}: values by name under {@code path}, {@code
 *     querystring} and {@code header}; filled for {@code $connect} only
 */
public record EvaluationContext(
    Map<String, Object> variables,
    Map<String, String> stageVariables,
    String requestBody,
    Map<String, Map<String, String>> requestParameters) {

  public static final EvaluationContext EMPTY =
      new EvaluationContext(Map.of(), Map.of(), "", Map.of());

  /** The same with other variables. */
  public EvaluationContext with(Map<String, Object> otherVariables) {
    return new EvaluationContext(otherVariables, stageVariables, requestBody, requestParameters);
  }
}
