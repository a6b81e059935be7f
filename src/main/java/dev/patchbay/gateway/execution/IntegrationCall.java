package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.MappedParameter;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.Route;
import dev.patchbay.gateway.route.RouteIntegration;
import java.util.List;
import java.util.Map;

/**
 * One call of the integration of a route for an event.
 *
 * @param context the values of the event for templates and mappings
 * @param body of the request that the integration makes of the event
 * @param parameters its headers, query and path in the order of their mappings
 * @param traceHeaders by which an HTTP backend continues the trace of the event
 */
public record IntegrationCall(
    Route route,
    RouteIntegration integration,
    RouteEvent event,
    EvaluationContext context,
    String body,
    List<MappedParameter> parameters,
    Map<String, String> traceHeaders) {

  /** The same call within a trace. */
  IntegrationCall traced(Map<String, String> headers) {
    return new IntegrationCall(route, integration, event, context, body, parameters, headers);
  }

  /** Whether its reply has to be evaluated by integration responses, which takes a worker. */
  boolean isEvaluated() {
    boolean isHeard = route.isTwoWay() || event.type() == EventType.CONNECT;
    return isHeard && !integration.integration().isProxy();
  }
}
