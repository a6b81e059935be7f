package dev.patchbay.gateway;

import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.RenderedRequest;

/**
 * One call of the integration of a route for an event.
 *
 * @param context what templates and mappings see of the event
 * @param request the body and the parameters that the integration makes of the event
 */
public record IntegrationCall(
    Route route,
    RouteIntegration integration,
    RouteEvent event,
    EvaluationContext context,
    RenderedRequest request) {

  /** Whether its reply has to be evaluated by integration responses, which takes a worker. */
  boolean isEvaluated() {
    boolean isHeard = route.isTwoWay() || event.type() == EventType.CONNECT;
    return isHeard && !integration.integration().isProxy();
  }
}
