package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.StageLogs;
import java.util.Optional;

/**
 * An event that has run.
 *
 * @param logs the log settings of its stage; empty where the stage could not be read
 * @param nanos from its arrival to its outcome
 */
public record RanEvent(RouteEvent event, Outcome outcome, Optional<StageLogs> logs, long nanos) {

  public RouteKind routeKind() {
    return RouteKind.of(event, outcome);
  }

  public OutcomeKind outcomeKind() {
    return OutcomeKind.of(outcome);
  }
}
