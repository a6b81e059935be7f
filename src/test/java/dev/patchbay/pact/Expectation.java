package dev.patchbay.pact;

import au.com.dius.pact.core.model.Interaction;

/** One part of a contract, and the consumer's own code that shows that it relies on it. */
interface Expectation {

  String description();

  /** Runs the consumer's code on the example. */
  void run() throws Exception;

  /** As Pact knows it. */
  Interaction interaction();
}
