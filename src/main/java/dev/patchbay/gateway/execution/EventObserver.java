package dev.patchbay.gateway.execution;

/** Receives every event that has run, on the event loop of its connection. */
@FunctionalInterface
public interface EventObserver {

  void ran(RanEvent ran);

  /** Both receive each event. */
  default EventObserver and(EventObserver other) {
    return ran -> {
      ran(ran);
      other.ran(ran);
    };
  }
}
