package dev.patchbay.bench.load;

import io.vertx.core.json.JsonObject;

/**
 * The outcome of one run of load.
 *
 * @param requests answered while the clock ran
 * @param answered those, and what was still under way then; latencies are of all of them
 * @param failed of all that were answered
 * @param firstFailure empty for none
 * @param late requests that were sent more than {@link LoadLoop#LATE_MILLIS} after their planned
 *     time; always 0 where nothing is planned
 * @param micros latencies: p50, p99, p99.9 and the largest
 */
public record Outcome(
    long requests,
    long answered,
    long failed,
    String firstFailure,
    double seconds,
    long late,
    Micros micros) {

  /** Latencies, in microseconds. */
  public record Micros(long p50, long p99, long p999, long max) {}

  public double perSecond() {
    return requests / seconds;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("requests", requests)
        .put("answered", answered)
        .put("failed", failed)
        .put("firstFailure", firstFailure)
        .put("seconds", seconds)
        .put("late", late)
        .put("p50", micros.p50)
        .put("p99", micros.p99)
        .put("p999", micros.p999)
        .put("max", micros.max);
  }

  /** Reads the output of the generator's process. */
  public static Outcome of(JsonObject json) {
    return new Outcome(
        json.getLong("requests"),
        json.getLong("answered"),
        json.getLong("failed"),
        json.getString("firstFailure"),
        json.getDouble("seconds"),
        json.getLong("late"),
        new Micros(
            json.getLong("p50"), json.getLong("p99"), json.getLong("p999"), json.getLong("max")));
  }
}
