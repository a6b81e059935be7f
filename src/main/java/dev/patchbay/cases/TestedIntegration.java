package dev.patchbay.cases;

import dev.patchbay.evaluation.EvaluationRequest;
import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationResponse;
import java.util.List;

/**
 * An integration with its integration responses.
 *
 * @param id its identifier, or another name where it is not stored
 * @param responses in the order in which they are matched
 */
public record TestedIntegration(
    String id, Integration integration, List<IntegrationResponse> responses) {

  public TestedIntegration {
    responses = List.copyOf(responses);
  }

  /** Evaluates the integration responses for a reply. */
  public EvaluationRequest request(CaseInput input) {
    return new EvaluationRequest(
        integration.isProxy() ? null : integration.selectionExpression(),
        responses,
        input.reply(),
        input.context());
  }
}
