package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.Outcome;
import java.util.function.Function;

/** The next step of an event. */
public sealed interface EventStep {

  /** Applies the function of its case. */
  <T> T apply(Function<Outcome, T> done, Function<IntegrationCall, T> calling);

  /** The event has its outcome. */
  record Done(Outcome outcome) implements EventStep {
    @Override
    public <T> T apply(Function<Outcome, T> done, Function<IntegrationCall, T> calling) {
      return done.apply(outcome);
    }
  }

  /** A backend has to be called, and its reply makes the outcome. */
  record Calling(IntegrationCall call) implements EventStep {
    @Override
    public <T> T apply(Function<Outcome, T> done, Function<IntegrationCall, T> calling) {
      return calling.apply(call);
    }
  }
}
