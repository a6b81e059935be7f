package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;

/** The meters of evaluations. Safe for all threads. */
public final class EvaluationMetrics {

  /** Upper bounds: most take some 50 microseconds, and their limit is at half a second. */
  private static final Duration[] BUCKETS =
      LongStream.of(50, 100, 250, 500, 1_000, 5_000, 25_000, 100_000, 500_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private static final String RENDERED = "rendered";

  private static final String OVERLOADED = "overloaded";

  private final MeterRegistry registry;
  private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();
  private final Timer duration;

  EvaluationMetrics(MeterRegistry registry) {
    this.registry = registry;
    duration =
        Timer.builder("patchbay.evaluation.duration")
            .description("From the beginning of an evaluation on its worker to its end")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    counter(RENDERED);
    counter(OVERLOADED);
  }

  /** Registers the number of evaluations that wait or run. */
  public void pending(IntSupplier count) {
    Gauge.builder("patchbay.evaluations.pending", count, each -> (double) each.getAsInt())
        .description("Evaluations that wait or run")
        .strongReference(true)
        .register(registry);
  }

  /** Records an evaluation that ended in a frame that is not an error. */
  public void rendered(long nanos) {
    ended(RENDERED, nanos);
  }

  /**
   * Records an evaluation that ended in an error.
   *
   * @param kind of the error, one constant of an enum
   */
  public void failed(Enum<?> kind, long nanos) {
    ended(label(kind), nanos);
  }

  /** Counts an evaluation that did not run, because too many waited or it waited too long. */
  public void overloaded() {
    counter(OVERLOADED).increment();
  }

  private void ended(String outcome, long nanos) {
    counter(outcome).increment();
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Counter counter(String outcome) {
    return cached(
        outcomes,
        outcome,
        unseen ->
            Counter.builder("patchbay.evaluations")
                .description("Evaluations by their outcome")
                .tag("outcome", unseen)
                .register(registry));
  }
}
