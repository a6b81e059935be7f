package dev.patchbay.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Runs the benchmark, prints it, and leaves it in {@code target/bench/}. */
public final class Benchmark {

  static final Path RESULTS = Child.DIRECTORY.resolve("bench.json");

  /** One round that is not recorded, as a warm-up of each row. */
  private static final int ROUNDS_BEFORE = 1;

  /**
   * Before each slice, so that no row pays for what the one before it has left: caches that hold
   * other data, and the pages of Redis that a rewriting of its log has made read-only.
   */
  private static final double RUN_UP_SECONDS = 0.5;

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
    if (options.again()) {
      report(options, new JsonObject(Files.readString(RESULTS)));
      return;
    }
    boolean allHold = new Benchmark(options).run();
    System.exit(options.strict() && !allHold ? 1 : 0);
  }

  private boolean run() throws IOException, InterruptedException {
    json.put("machine", Machine.describe())
        .put("command", "mvn -Pbench verify")
        .put("seconds", options.seconds())
        .put("slices", options.slices());
    say("starting");
    double start = StartUp.medianSeconds(options.java(), options.slices());
    double otherStart = StartUp.medianSeconds(options.javaOfOther(), options.slices());
    Bars bars;
    try (Bed bed = Bed.start(options, rows)) {
      say("warming up");
      bed.warmUp(rows);
      rounds(bed);
      double p99 = openLoop(bed);
      double besideEvaluations = besideEvaluations(bed);
      bars = new Bars(results, p99, besideEvaluations, footprints(bed, start, otherStart));
    }
    json.put("rows", results.toJson()).put("bars", bars.toJson());
    save();
    if (options.jmh()) {
      say("pure parts");
      json.put("jmh", JmhRun.run());
      save();
    }
    if (options.growthMax() > 0) {
      say("growth");
      json.put("growth", Growth.run(options));
      save();
    }
    report(options, json);
    return bars.allHold();
  }

  /** After each part, so that a later one takes nothing with it. */
  private void save() throws IOException {
    Files.writeString(RESULTS, json.encodePrettily());
  }

  private static void report(BenchOptions options, JsonObject json) throws IOException {
    Report report = new Report(json);
    Files.writeString(Child.DIRECTORY.resolve("bench.md"), report.markdown());
    System.out.println(report.markdown());
    if (options.readme()) {
      report.writeGuide();
    }
  }

  private void rounds(Bed bed) throws IOException {
    for (int round = -ROUNDS_BEFORE; round < options.slices(); round++) {
      say(round < 0 ? "round before" : "round " + (round + 1) + " of " + options.slices());
      // Another order in each round, so that no row is always behind the same one.
      List<Row> order = new ArrayList<>(rows);
      Collections.shuffle(order, new Random(round));
      for (Row row : order) {
        bed.slice(row, RUN_UP_SECONDS);
        Slice slice = bed.slice(row, options.seconds());
        if (round >= 0) {
          results.add(row, slice);
        }
      }
    }
  }

  /** The ratio of the p99s. */
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

  /** The ratio of the p99s of PATCH, beside evaluations to alone. */
  private double besideEvaluations(Bed bed) throws IOException, InterruptedException {
    Optional<Row> patch = row("patch-64");
    if (patch.isEmpty() || row(Rows.EVALUATE).isEmpty()) {
      return Double.NaN;
    }
    say("beside evaluations");
    BesideEvaluations beside =
        BesideEvaluations.run(bed, patch.get(), results.perSecond("patch-64"), options);
    json.put("besideEvaluations", beside.toJson());
    return beside.ratioOfP99();
  }

  /** Of the service as it is deployed, which is the one that the bars are about, and of others. */
  private Footprint footprints(Bed bed, double start, double otherStart) throws IOException {
    say("memory");
    List<Footprint> all = new ArrayList<>();
    if (row("b-64").isPresent()) {
      all.add(footprint(bed, Target.FLOOR_PATCH, "floor (b)", Double.NaN));
    }
    Footprint service = footprint(bed, Target.SERVICE, "Patchbay, JVM flags of the image", start);
    all.add(service);
    if (row("patch-other").isPresent()) {
      all.add(
          footprint(bed, Target.SERVICE_OTHER, "Patchbay, `java -jar` without a flag", otherStart));
    }
    JsonArray array = new JsonArray();
    all.forEach(each -> array.add(each.toJson()));
    json.put("footprints", array);
    return service;
  }

  private Footprint footprint(Bed bed, Target target, String what, double startSeconds)
      throws IOException {
    return Footprint.of(bed, target, what, startSeconds, options.seconds());
  }

  private Optional<Row> row(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private static void say(String what) {
    System.out.println("[benchmark] " + what);
  }
}
