package dev.patchbay.bench;

import dev.patchbay.bench.load.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Latency at half of the rate that each target reached, counted from the planned time. */
final class OpenLoop {

  /** Of the sends; above it the plan was not kept, and the slice tells nothing. */
  private static final double LATE_SHARE_MAX = 0.01;

  private static final double SHARE_OF_PEAK = 0.5;

  private final Map<Row, List<Slice>> kept = new LinkedHashMap<>();
  private final Map<Row, Double> rates = new LinkedHashMap<>();
  private int refused;

  /** Runs the rows in turns, as many slices of each. */
  static OpenLoop run(Bed bed, List<Row> rows, Results peaks, BenchOptions options)
      throws IOException {
    OpenLoop loop = new OpenLoop();
    for (Row row : rows) {
      loop.kept.put(row, new ArrayList<>());
      loop.rates.put(row, SHARE_OF_PEAK * peaks.perSecond(row.name()));
    }
    for (int round = 0; round < options.slices(); round++) {
      for (Row row : rows) {
        Slice slice = bed.openSlice(row, options.seconds(), loop.rate(row));
        if (slice.load().late() > LATE_SHARE_MAX * slice.load().answered()) {
          loop.refused++;
        } else {
          loop.of(row).add(slice);
        }
      }
    }
    return loop;
  }

  private double rate(Row row) {
    return rates.getOrDefault(row, Double.NaN);
  }

  private List<Slice> of(Row row) {
    return kept.getOrDefault(row, List.of());
  }

  /** Of the service's p99 to that of the floor; NaN where more than half was refused. */
  double ratioOfP99(Row row, Row floor, int slices) {
    if (2 * of(row).size() <= slices || 2 * of(floor).size() <= slices) {
      return Double.NaN;
    }
    return p99(row) / p99(floor);
  }

  private double p99(Row row) {
    return median(row, Outcome.Micros::p99);
  }

  private double median(Row row, ToDoubleFunction<Outcome.Micros> percentile) {
    return Results.median(
        of(row).stream()
            .mapToDouble(slice -> percentile.applyAsDouble(slice.load().micros()))
            .toArray());
  }

  JsonObject toJson() {
    JsonArray rows = new JsonArray();
    kept.forEach(
        (row, slices) ->
            rows.add(
                new JsonObject()
                    .put("name", row.name())
                    .put("what", row.what())
                    .put("perSecond", rate(row))
                    .put("slices", slices.size())
                    .put("failed", slices.stream().mapToLong(s -> s.load().failed()).sum())
                    .put("p50", Results.orNull(median(row, Outcome.Micros::p50)))
                    .put("p99", Results.orNull(p99(row)))
                    .put("p999", Results.orNull(median(row, Outcome.Micros::p999)))));
    return new JsonObject().put("refused", refused).put("rows", rows);
  }
}
