package dev.patchbay.gateway.execution;

/** Two observers that receive the same. */
record BothObservers(EventObserver first, EventObserver second) implements EventObserver {

  @Override
  public void ran(RanEvent ran) {
    first.ran(ran);
    second.ran(ran);
  }

  @Override
  public void answered(AnsweredRequest request) {
    first.answered(request);
    second.answered(request);
  }
}
