package dev.patchbay.gateway.execution;

/** Receives the events and requests that have run, each on the event loop of its connection. */
@FunctionalInterface
public interface EventObserver {

  void ran(RanEvent ran);

  /** Receives a request to an HTTP API that is answered. */
  default void answered(AnsweredRequest request) {}

  /** Both receive each event and each request. */
  default EventObserver and(EventObserver other) {
    return new BothObservers(this, other);
  }
}
