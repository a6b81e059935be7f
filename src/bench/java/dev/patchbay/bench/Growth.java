package dev.patchbay.bench;

import dev.patchbay.bench.LineChart.Point;
import dev.patchbay.bench.load.Load;
import dev.patchbay.bench.load.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The change of speed and memory as the data, or the number of servers, grows. */
final class Growth {

  /** The folder of the plots, to which the guide to performance links. */
  static final Path PLOTS = Path.of("src", "bench");

  private static final int INSTANCES_MAX = 4;
  private static final int CONNECTIONS = 64;

  private final Bed bed;
  private final Child seeder;
  private final BenchOptions options;
  private final List<Integer> sizes = new ArrayList<>();
  private final JsonObject plots = new JsonObject();
  private final JsonObject failures = new JsonObject();

  private Growth(Bed bed, Child seeder, BenchOptions options) {
    this.bed = bed;
    this.seeder = seeder;
    this.options = options;
    for (int size = 1; size <= options.growthMax(); size *= 10) {
      sizes.add(size);
    }
  }

  /** Measures everything on a bed of its own, and writes the plots. */
  static JsonObject run(BenchOptions options) throws IOException {
    try (Bed bed = Bed.start(options, List.of());
        Child seeder = bed.patient()) {
      Growth growth = new Growth(bed, seeder, options);
      growth.siblings();
      growth.instances();
      growth.apis();
      return new JsonObject().put("plots", growth.plots).put("failures", growth.failures);
    }
  }

  private void siblings() throws IOException {
    List<Point> bytes = new ArrayList<>();
    Map<String, List<Integer>> ports = new LinkedHashMap<>();
    for (int size : sizes) {
      long before = usedMemory();
      bed.generator().seed(seeder.port(), "of-" + size, 1, size, false);
      double each = (usedMemory() - before) / (double) size;
      // With a few, Redis' own buffers would dominate.
      if (size >= 1_000) {
        bytes.add(new Point(label(size), each));
      }
      ports.put(label(size), List.of(bed.servicePort()));
    }
    plot("memory", "bytes of Redis for each stored response", bytes);
    // At most as many resources are changed as elsewhere; all of them are there.
    for (int size : sizes) {
      bed.generator().part(label(size), "of-" + size, 10_000);
    }
    inTurns("siblings", "siblings", ports, "");
  }

  private void instances() throws IOException {
    List<Child> replicas = new ArrayList<>();
    try {
      Map<String, List<Integer>> ports = new LinkedHashMap<>();
      List<Integer> running = new ArrayList<>(List.of(bed.servicePort()));
      ports.put("1", List.copyOf(running));
      for (int count = 2; count <= INSTANCES_MAX; count++) {
        replicas.add(bed.replica(count));
        running.add(replicas.get(replicas.size() - 1).port());
        ports.put(String.valueOf(count), List.copyOf(running));
      }
      inTurns("instances", "instances on one Redis", ports, "spread");
    } finally {
      replicas.forEach(Child::close);
    }
  }

  /** APIs stay where they are, so the sizes come one after the other and not in turns. */
  private void apis() throws IOException {
    List<Point> speed = new ArrayList<>();
    List<Point> p99 = new ArrayList<>();
    int stored = 0;
    for (int size : sizes) {
      bed.generator().seedApis(seeder.port(), size - stored);
      stored = size;
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < options.slices(); i++) {
        outcomes.add(load("spread", List.of(bed.servicePort())));
      }
      add("apis", label(size), outcomes, speed, p99);
    }
    plot("apis-speed", "PATCH a second, by APIs in the account", speed);
    plot("apis-p99", "p99 of PATCH in ms, by APIs in the account", p99);
  }

  /** Each in turns, a slice at a time. */
  private void inTurns(
      String name, String what, Map<String, List<Integer>> portsByLabel, String set)
      throws IOException {
    Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    // The first round is for the compiler.
    for (int round = 0; round <= options.slices(); round++) {
      for (Map.Entry<String, List<Integer>> each : portsByLabel.entrySet()) {
        Outcome outcome = load(set.isEmpty() ? each.getKey() : set, each.getValue());
        if (round > 0) {
          outcomes.computeIfAbsent(each.getKey(), label -> new ArrayList<>()).add(outcome);
        }
      }
    }
    List<Point> speed = new ArrayList<>();
    List<Point> p99 = new ArrayList<>();
    outcomes.forEach((label, all) -> add(name, label, all, speed, p99));
    plot(name + "-speed", "PATCH a second, by " + what, speed);
    plot(name + "-p99", "p99 of PATCH in ms, by " + what, p99);
  }

  private Outcome load(String set, List<Integer> ports) throws IOException {
    return bed.generator().load(Load.PATCH, set, false, ports, CONNECTIONS, options.seconds(), 0);
  }

  /** A size where any request failed has no point. */
  private void add(
      String what, String label, List<Outcome> outcomes, List<Point> speed, List<Point> p99) {
    long failed = outcomes.stream().mapToLong(Outcome::failed).sum();
    if (failed > 0) {
      failures.put(
          what + " " + label,
          failed
              + ": "
              + outcomes.stream()
                  .map(Outcome::firstFailure)
                  .filter(text -> !text.isEmpty())
                  .findFirst()
                  .orElse(""));
      return;
    }
    speed.add(
        new Point(
            label, Results.median(outcomes.stream().mapToDouble(Outcome::perSecond).toArray())));
    p99.add(
        new Point(
            label,
            Results.median(
                outcomes.stream().mapToDouble(each -> each.micros().p99() / 1e3).toArray())));
  }

  private long usedMemory() {
    return RedisCounters.number(bed.redis(), "memory", "used_memory");
  }

  private static String label(int size) {
    return "%,d".formatted(size);
  }

  private void plot(String name, String title, List<Point> points) throws IOException {
    JsonArray array = new JsonArray();
    points.forEach(
        point ->
            array.add(new JsonObject().put("label", point.label()).put("value", point.value())));
    plots.put(name, new JsonObject().put("title", title).put("points", array));
    String svg = new LineChart(title, points).svg();
    Files.writeString(Child.DIRECTORY.resolve(name + ".svg"), svg);
    if (options.readme()) {
      Files.createDirectories(PLOTS);
      Files.writeString(PLOTS.resolve(name + ".svg"), svg);
    }
  }
}
