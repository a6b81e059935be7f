package dev.patchbay.conformance;

import java.util.List;

/**
 * A few calls with their expected answers.
 *
 * @param name unique, its file first: {@code lists.pages}
 * @param says the fact, or the decision, in one sentence
 * @param source where it is published; empty for a decision that only the guide has
 * @param isGateway whether it connects to the gateway
 */
public record ConformanceCase(
    String name, Basis basis, String says, String source, boolean isGateway, List<Step> steps) {

  public ConformanceCase {
    steps = List.copyOf(steps);
  }
}
