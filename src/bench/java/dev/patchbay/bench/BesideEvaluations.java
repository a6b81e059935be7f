package dev.patchbay.bench;

import dev.patchbay.bench.load.Load;
import dev.patchbay.bench.load.Outcome;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Latency of PATCH at half of its peak, alone and beside evaluations, in turns. */
final class BesideEvaluations {

  private static final double PER_SECOND = 2_000;

  private static final double SHARE_OF_PEAK = 0.5;

  private static final int CONNECTIONS = 64;

  /** Evaluations begin so much before a slice and end as much behind it. */
  private static final double MARGIN_SECONDS = 0.5;

  private final double patchesPerSecond;
  private final List<Outcome> alone = new ArrayList<>();
  private final List<Outcome> beside = new ArrayList<>();
  private final List<Outcome> evaluations = new ArrayList<>();

  private BesideEvaluations(double patchesPerSecond) {
    this.patchesPerSecond = patchesPerSecond;
  }

  /**
   * Runs as many slices of both.
   *
   * @param peak how many PATCH a second the row reached
   */
  static BesideEvaluations run(Bed bed, Row patch, double peak, BenchOptions options)
      throws IOException, InterruptedException {
    BesideEvaluations run = new BesideEvaluations(SHARE_OF_PEAK * peak);
    try (Generator second = Generator.start()) {
      second.seedEvaluated(bed.servicePort(), Bed.EVALUATED, Bed.EVALUATED_INTEGRATIONS);
      // The second generator is a cold JVM, whose compilation takes the processors in its first
      // round.
      run.beside(bed, second, patch, options.seconds());
      for (int round = 0; round < options.slices(); round++) {
        run.alone.add(bed.openSlice(patch, options.seconds(), run.patchesPerSecond).load());
        Round both = run.beside(bed, second, patch, options.seconds());
        run.beside.add(both.patches());
        run.evaluations.add(both.evaluations());
      }
    }
    return run;
  }

  /** The outcomes of both loads, at the same time. */
  private record Round(Outcome patches, Outcome evaluations) {}

  private Round beside(Bed bed, Generator second, Row patch, double seconds)
      throws IOException, InterruptedException {
    int port = bed.servicePort();
    FutureTask<Outcome> evaluating =
        inBackground(
            () ->
                second.load(
                    Load.EVALUATE,
                    Bed.EVALUATED,
                    false,
                    List.of(port),
                    CONNECTIONS,
                    seconds + 2 * MARGIN_SECONDS,
                    PER_SECOND));
    Thread.sleep((long) (MARGIN_SECONDS * 1_000));
    Outcome patches = bed.openSlice(patch, seconds, patchesPerSecond).load();
    try {
      return new Round(patches, evaluating.get());
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  private static FutureTask<Outcome> inBackground(Callable<Outcome> load) {
    FutureTask<Outcome> task = new FutureTask<>(load);
    new Thread(task, "evaluations").start();
    return task;
  }

  /** Of the p99 beside evaluations to that alone; NaN where a request failed. */
  double ratioOfP99() {
    return failed(alone) + failed(beside) + failed(evaluations) > 0
        ? Double.NaN
        : p99(beside) / p99(alone);
  }

  private static long failed(List<Outcome> outcomes) {
    return outcomes.stream().mapToLong(Outcome::failed).sum();
  }

  private static double p99(List<Outcome> outcomes) {
    return Results.median(outcomes.stream().mapToDouble(each -> each.micros().p99()).toArray());
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("alone", toJson(alone))
        .put("beside", toJson(beside))
        .put("evaluations", toJson(evaluations));
  }

  private static JsonObject toJson(List<Outcome> outcomes) {
    return new JsonObject()
        .put(
            "perSecond",
            Results.median(outcomes.stream().mapToDouble(Outcome::perSecond).toArray()))
        .put(
            "p50",
            Results.median(outcomes.stream().mapToDouble(each -> each.micros().p50()).toArray()))
        .put("p99", p99(outcomes))
        .put("late", outcomes.stream().mapToLong(Outcome::late).sum())
        .put("failed", failed(outcomes));
  }
}
