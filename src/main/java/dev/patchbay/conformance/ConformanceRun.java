package dev.patchbay.conformance;

import dev.patchbay.model.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs cases one after the other, and deletes the resources of each. */
public final class ConformanceRun {

  private final Endpoint endpoint;
  private final Optional<GatewayAddress> gateway;
  private final ResourceTypes types;
  private final CaseTable table;
  private final String region;
  private final String prefix;
  private final List<String> failures = new ArrayList<>();

  /**
   * A run.
   *
   * @param types have the names of identifiers
   * @param region part of the names of resources
   * @param id distinguishes the names of this run from the names of other runs
   */
  public ConformanceRun(
      Endpoint endpoint,
      Optional<GatewayAddress> gateway,
      ResourceTypes types,
      CaseTable table,
      String region,
      String id) {
    this.endpoint = endpoint;
    this.gateway = gateway;
    this.types = types;
    this.table = table;
    this.region = region;
    this.prefix = Leftovers.PREFIX + id + "-";
  }

  /**
   * Runs cases until the process ends.
   *
   * @param each gets the result of each case as soon as it is there
   */
  public List<CaseResult> run(List<ConformanceCase> cases, Consumer<CaseResult> each) {
    List<CaseResult> results = new ArrayList<>();
    try {
      for (ConformanceCase one : cases) {
        CaseResult result = run(one);
        results.add(result);
        each.accept(result);
      }
    } catch (StoppedException e) {
      // The thread that ends the process deletes the resources of the last case.
    }
    return results;
  }

  private CaseResult run(ConformanceCase one) {
    CaseScene scene =
        new CaseScene(endpoint, gateway, types, table.fixtures(), region, prefix + one.name());
    try {
      return run(one, scene);
    } finally {
      failures.addAll(scene.end());
    }
  }

  /** The result of the first step that differs, or of the last one. */
  private static CaseResult run(ConformanceCase one, CaseScene scene) {
    Outcome outcome = Outcome.met("");
    try {
      for (Step step : one.steps()) {
        outcome = scene.run(step);
        if (outcome.expected().isPresent()) {
          break;
        }
      }
    } catch (CaseScene.FixtureException e) {
      outcome = e.outcome();
    } catch (NoAnswerException e) {
      outcome = Outcome.differs(e.reason(), "an answer");
    }
    return new CaseResult(one, Texts.line(outcome.observed()), outcome.expected().map(Texts::line));
  }

  /**
   * Sends no more calls, and deletes the resources of this run; for the thread that ends the
   * process.
   */
  public List<String> stop() {
    endpoint.stop();
    return new Leftovers(endpoint).remove(prefix).failures();
  }

  /** Returns why resources of the run could not be deleted. */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
