package dev.patchbay.gateway;

/** Receives every event that has run, on the event loop of its connection. */
@FunctionalInterface
public interface EventObserver {

  void ran(RouteEvent event, Outcome outcome);
}
