package dev.patchbay.conformance;

import java.util.Optional;

/**
 * The outcome of a step.
 *
 * @param observed one line
 * @param expected the expectation that was not met; empty where all are
 */
record Outcome(String observed, Optional<String> expected) {

  static Outcome met(String observed) {
    return new Outcome(observed, Optional.empty());
  }

  static Outcome differs(String observed, String expected) {
    return new Outcome(observed, Optional.of(expected));
  }
}
