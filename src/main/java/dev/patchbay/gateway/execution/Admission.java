package dev.patchbay.gateway.execution;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The answer of the throttle for one event, which is counted once even where it begins again. */
final class Admission {

  private Optional<Boolean> answer = Optional.empty();

  /** Asks the throttle the first time. */
  boolean admits(BooleanSupplier throttle) {
    if (answer.isEmpty()) {
      answer = Optional.of(throttle.getAsBoolean());
    }
    return answer.get();
  }
}
