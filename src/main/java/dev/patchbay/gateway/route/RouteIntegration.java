package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.EvaluationRequest;
import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationRequest;
import dev.patchbay.evaluation.IntegrationResponse;
import java.util.List;

/**
 * An integration with its integration responses.
 *
 * @param responses in the order in which their keys are compared
 */
public record RouteIntegration(
    String id,
    Integration integration,
    IntegrationRequest request,
    IntegrationTarget target,
    List<IntegrationResponse> responses) {

  public RouteIntegration {
    responses = List.copyOf(responses);
  }

  public boolean isMock() {
    return integration.type().equals("MOCK");
  }

  /** Whether a Lambda function receives the event itself. */
  public boolean isFunctionProxy() {
    return integration.type().equals("AWS_PROXY");
  }

  /** Returns the evaluation of a reply by its integration responses. */
  public EvaluationRequest about(BackendReply reply, EvaluationContext context) {
    return new EvaluationRequest(
        integration.isProxy() ? null : integration.selectionExpression(),
        responses,
        reply,
        context);
  }
}
