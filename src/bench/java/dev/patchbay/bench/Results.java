package dev.patchbay.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The slices of each row, in rounds, and their medians. */
final class Results {

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, List<Slice>> slices = new LinkedHashMap<>();

  Results(List<Row> all) {
    for (Row row : all) {
      rows.put(row.name(), row);
      slices.put(row.name(), new ArrayList<>());
    }
  }

  void add(Row row, Slice slice) {
    of(row.name()).add(slice);
  }

  boolean has(String name) {
    return rows.containsKey(name);
  }

  /** How many answers of a row were not 2xx. */
  long failed(String name) {
    return of(name).stream().mapToLong(slice -> slice.load().failed()).sum();
  }

  double perSecond(String name) {
    return median(name, slice -> slice.load().perSecond());
  }

  double median(String name, ToDoubleFunction<Slice> value) {
    return median(of(name).stream().mapToDouble(value).toArray());
  }

  /** The median of the ratios in each round; NaN where a row was not run, or failed. */
  double ratio(String name, String floor, ToDoubleFunction<Slice> value) {
    if (!has(name) || !has(floor) || failed(name) + failed(floor) > 0) {
      return Double.NaN;
    }
    List<Slice> above = of(name);
    List<Slice> below = of(floor);
    double[] ratios = new double[above.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = value.applyAsDouble(above.get(round)) / value.applyAsDouble(below.get(round));
    }
    return median(ratios);
  }

  /** The ratio of requests per second. */
  double speed(String name, String floor) {
    return ratio(name, floor, slice -> slice.load().perSecond());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private List<Slice> of(String name) {
    List<Slice> all = slices.get(name);
    if (all == null) {
      throw new IllegalArgumentException("no row " + name);
    }
    return all;
  }

  JsonArray toJson() {
    JsonArray array = new JsonArray();
    rows.values().forEach(row -> array.add(toJson(row)));
    return array;
  }

  private JsonObject toJson(Row row) {
    String name = row.name();
    JsonArray each = new JsonArray();
    of(name).forEach(slice -> each.add(slice.toJson()));
    String failure =
        of(name).stream()
            .map(slice -> slice.load().firstFailure())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return new JsonObject()
        .put("name", name)
        .put("what", row.what())
        .put("connections", row.connections())
        .put("perSecond", perSecond(name))
        .put("p50", median(name, slice -> slice.load().micros().p50()))
        .put("p99", median(name, slice -> slice.load().micros().p99()))
        .put("p999", median(name, slice -> slice.load().micros().p999()))
        .put("serviceMicros", median(name, Slice::serviceMicros))
        .put("redisMicros", median(name, Slice::redisMicros))
        .put("redisReads", median(name, Slice::redisReads))
        .put("redisCommands", median(name, Slice::redisCommands))
        .put("failed", failed(name))
        .put("firstFailure", failure)
        .put("ofFloorA", orNull(row.connections() == 64 ? speed(name, "a") : Double.NaN))
        .put("floor", row.floor())
        .put("ofFloor", orNull(speed(name, row.floor())))
        .put("slices", each);
  }

  /** JSON has no NaN. */
  static @org.jspecify.annotations.Nullable Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
