package dev.patchbay.gateway;

/**
 * An event that has run.
 *
 * @param nanos from its arrival to its outcome
 */
public record RanEvent(RouteEvent event, Outcome outcome, long nanos) {

  public RouteKind routeKind() {
    return RouteKind.of(event, outcome);
  }

  public OutcomeKind outcomeKind() {
    return OutcomeKind.of(outcome);
  }
}
