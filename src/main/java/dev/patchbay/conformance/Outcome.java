package dev.patchbay.conformance;

import java.util.Optional;

/**
 * The outcome of a step.
 *
 * @param observed one line
 * @param expected what was expected instead; empty where the step is as it should be
 */
record Outcome(String observed, Optional<String> expected) {

  static Outcome met(String observed) {
    return new Outcome(observed, Optional.empty());
  }

  static Outcome differs(String observed, String expected) {
    return new Outcome(observed, Optional.of(expected));
  }
}
