package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** The meters of requests. Every label comes from a table, never from a caller. */
public final class RequestMetrics {

  /** Upper bounds: a request takes some milliseconds, and its deadline is at ten seconds. */
  private static final Duration[] BUCKETS =
      LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final double[] ROUND_TRIP_BUCKETS = {1, 2, 3, 4, 6, 10, 20};

  private record Rejection(String source, String member) {}

  private final MeterRegistry registry;
  private final Map<String, Counter> signatures = new ConcurrentHashMap<>();
  private final Map<Rejection, Counter> rejections = new ConcurrentHashMap<>();
  private final Counter attempts;
  private final Counter conflicts;
  private final Counter exhausted;
  private final Counter unchanged;
  private final DistributionSummary roundTrips;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    attempts = counter("patchbay.transaction.attempts", "Attempts of transactions");
    conflicts = counter("patchbay.transaction.conflicts", "Attempts lost to a concurrent write");
    exhausted =
        counter(
            "patchbay.transactions.exhausted",
            "Requests that lost every race and were answered 409");
    unchanged =
        counter(
            "patchbay.unchanged.patches", "Updates that changed nothing, so nothing was stored");
    roundTrips =
        DistributionSummary.builder("patchbay.patch.round.trips")
            .description("Round trips to Redis that an update took, those of lost races too")
            .serviceLevelObjectives(ROUND_TRIP_BUCKETS)
            .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /**
   * Returns a recorder of nanoseconds, which the caller should keep.
   *
   * @param operation the name of AWS
   * @param error the error type of AWS
   */
  public LongConsumer duration(String operation, int status, String error) {
    Timer timer =
        Timer.builder("patchbay.request.duration")
            .description("From the end of a request's head to the end of its answer")
            .tag("operation", operation)
            .tag("status", String.valueOf(status))
            .tag("error", error)
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Adds the attempts of one request. */
  public void transactionsEnded(int begun, int lost) {
    attempts.increment(begun);
    if (lost > 0) {
      conflicts.increment(lost);
    }
  }

  /** Counts a request that lost every attempt. */
  public void transactionExhausted() {
    exhausted.increment();
  }

  /**
   * Records an answered update.
   *
   * @param trips the number of round trips to Redis
   */
  public void updated(int trips, boolean withoutEffect) {
    roundTrips.record(trips);
    if (withoutEffect) {
      unchanged.increment();
    }
  }

  /** Registers the counters, so that events which never happen are 0. */
  public void expectSignatures(Collection<String> outcomes) {
    outcomes.forEach(this::signatureCounter);
  }

  /**
   * Counts a checked signature.
   *
   * @param outcome verified, or the error type of AWS
   */
  public void signatureChecked(String outcome) {
    signatureCounter(outcome).increment();
  }

  private Counter signatureCounter(String outcome) {
    return cached(
        signatures,
        outcome,
        unseen ->
            Counter.builder("patchbay.signatures")
                .description("Checked signatures by outcome")
                .tag("outcome", unseen)
                .register(registry));
  }

  /** Registers the counters, so that events which never happen are 0. */
  public void expectRejection(String source, String member) {
    rejectionCounter(source, member);
  }

  /**
   * Counts a request that a schema or a rule has refused.
   *
   * @param source schema or rule
   * @param member the name of the member in the tables
   */
  public void rejected(String source, String member) {
    rejectionCounter(source, member).increment();
  }

  private Counter rejectionCounter(String source, String member) {
    return cached(
        rejections,
        new Rejection(source, member),
        unseen ->
            Counter.builder("patchbay.rejections")
                .description("Requests that a schema or a rule refused, by the member it is about")
                .tag("source", unseen.source())
                .tag("member", unseen.member())
                .register(registry));
  }
}
