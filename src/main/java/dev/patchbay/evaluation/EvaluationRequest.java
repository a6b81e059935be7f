package dev.patchbay.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of an evaluation.
 *
 * @param selectionExpression the integration's {@code integrationResponseSelectionExpression}; null
 *     for a proxy, whose replies pass through
 * @param responses the integration responses in the order in which their keys are compared
 */
public record EvaluationRequest(
    @Nullable String selectionExpression,
    List<IntegrationResponse> responses,
    BackendReply reply,
    EvaluationContext context) {

  public EvaluationRequest {
    responses = List.copyOf(responses);
  }
}
