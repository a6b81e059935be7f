package dev.patchbay.bench;

import dev.patchbay.bench.load.Load;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the benchmark, prints it, and leaves it in {@code target/bench/}. */
public final class Benchmark {

  static final Path RESULTS = Child.DIRECTORY.resolve("bench.json");

  /** Enough for the compiler to have seen every row; not recorded. */
  private static final int WARM_UP_ROUNDS = 2;

  private static final Map<Target, String> DESCRIBED =
      Map.of(
          Target.SERVICE, "`java -jar patchbay.jar`",
          Target.SERVICE_IMAGE, "with the JVM flags of the image",
          Target.FLOOR_PATCH, "floor (b)");

  private final BenchOptions options;
  private final List<Row> rows;
  private final Results results;
  private final JsonObject json = new JsonObject();

  private Benchmark(BenchOptions options) {
    this.options = options;
    this.rows = Rows.of(options);
    this.results = new Results(rows);
  }

  public static void main(String[] arguments) throws Exception {
    BenchOptions options = BenchOptions.fromProperties();
    Files.createDirectories(Child.DIRECTORY);
    boolean allHold = new Benchmark(options).run();
    System.exit(options.strict() && !allHold ? 1 : 0);
  }

  private boolean run() throws IOException, InterruptedException {
    json.put("machine", Machine.describe())
        .put("command", command())
        .put("seconds", options.seconds())
        .put("slices", options.slices());
    double start = Results.median(array(StartUp.seconds(options.imageFlags())));
    double plainStart =
        options.imageFlags().isEmpty() ? start : Results.median(array(StartUp.seconds(List.of())));
    Bars.Once once;
    try (Bed bed = Bed.start(options, rows)) {
      say("started and seeded");
      rounds(bed);
      double p99 = openLoop(bed);
      once = new Bars.Once(p99, start, once(bed, start, plainStart));
    }
    if (options.jmh()) {
      say("pure parts");
      json.put("jmh", JmhRun.run());
    }
    if (options.growth()) {
      say("growth");
      json.put("growth", Growth.run(options));
    }
    Bars bars = new Bars(results, once);
    json.put("rows", results.toJson()).put("bars", bars.toJson());
    Files.writeString(RESULTS, json.encodePrettily());
    Report report = new Report(json);
    Files.writeString(Child.DIRECTORY.resolve("bench.md"), report.markdown());
    System.out.println(report.markdown());
    if (options.readme()) {
      report.writeReadme();
    }
    return bars.allHold();
  }

  private static String command() {
    return "mvn -Pbench verify";
  }

  private void rounds(Bed bed) throws IOException {
    for (int round = -WARM_UP_ROUNDS; round < options.slices(); round++) {
      say(round < 0 ? "warming up" : "round " + (round + 1) + " of " + options.slices());
      for (int i = 0; i < rows.size(); i++) {
        // Each round begins elsewhere, so that no row is always behind the same one.
        Row row = rows.get(Math.floorMod(i + 5 * round, rows.size()));
        Slice slice = bed.slice(row, options.seconds());
        if (round >= 0) {
          results.add(row, slice);
        }
      }
    }
  }

  private double openLoop(Bed bed) throws IOException {
    Optional<Row> service = row("patch-64");
    Optional<Row> floor = row("b-64");
    if (service.isEmpty() || floor.isEmpty()) {
      return Double.NaN;
    }
    say("open loop");
    OpenLoop loop = OpenLoop.run(bed, List.of(service.get(), floor.get()), results, options);
    json.put("openLoop", loop.toJson());
    return loop.ratioOfP99(service.get(), floor.get(), options.slices());
  }

  /** What is looked at once, at the end; returns the resident memory that the bar is about. */
  private double once(Bed bed, double start, double plainStart) throws IOException {
    JsonArray array = new JsonArray();
    double resident = Double.NaN;
    for (Target target : List.of(Target.SERVICE, Target.SERVICE_IMAGE, Target.FLOOR_PATCH)) {
      if (rows.stream().noneMatch(row -> row.target() == target)) {
        continue;
      }
      double mebibytes = ProcessStats.residentMebibytes(bed.handle(target));
      boolean barred =
          target == (options.imageFlags().isEmpty() ? Target.SERVICE : Target.SERVICE_IMAGE);
      resident = barred ? mebibytes : resident;
      array.add(
          new JsonObject()
              .put("what", DESCRIBED.get(target))
              .put(
                  "startSeconds",
                  target == Target.SERVICE
                      ? plainStart
                      : target == Target.SERVICE_IMAGE ? start : null)
              .put("residentMebibytes", Results.orNull(mebibytes))
              .put("patchBytes", allocated(bed, target, Load.PATCH))
              .put(
                  "getBytes",
                  target == Target.FLOOR_PATCH ? null : allocated(bed, target, Load.GET)));
    }
    json.put("once", array);
    return resident;
  }

  private double allocated(Bed bed, Target target, Load load) throws IOException {
    Row row = new Row("", "", target, load, "spread", 64, "");
    try (Allocation allocation = new Allocation(bed.handle(target))) {
      long before = allocation.bytes();
      long requests = bed.slice(row, options.seconds()).load().requests();
      return (allocation.bytes() - before) / (double) requests;
    }
  }

  private Optional<Row> row(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void say(String what) {
    System.out.println("[benchmark] " + what);
  }
}
