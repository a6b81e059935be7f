package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.route.StageLogs;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request to a stage of an HTTP API that is answered.
 *
 * @param routeKey of the route that took it; empty where none did
 * @param reason why the gateway itself refused it, in words for logs
 * @param logs the log settings of its stage
 * @param variables the members of {@code $context}, with those about the answer
 * @param nanos from its arrival to its answer
 */
public record AnsweredRequest(
    String apiId,
    String stage,
    String requestId,
    String routeKey,
    OutcomeKind outcomeKind,
    Optional<String> reason,
    StageLogs logs,
    Supplier<Map<String, Object>> variables,
    long nanos) {

  public RouteKind routeKind() {
    return RouteKind.ofRequest(routeKey);
  }
}
