package dev.patchbay.bench;

import dev.patchbay.bench.floor.FloorMain;
import dev.patchbay.bench.load.Load;
import dev.patchbay.bench.load.Outcome;
import dev.patchbay.testkit.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All processes of a run, started, and the resources that they are about. */
final class Bed implements AutoCloseable {

  /** Above it the log of Redis is written anew between two slices, never within one. */
  private static final long AOF_BYTES_MAX = 1L << 30;

  /** By then HotSpot has compiled the hot methods; with fewer, a JVM of few rows looks slow. */
  private static final long WARM_REQUESTS = 100_000;

  /** For a machine that has no time. */
  private static final int WARM_SECONDS_MAX = 60;

  private static final int WARM_CONNECTIONS = 64;

  /** The set of evaluations. */
  static final String EVALUATED = "evaluated";

  static final int EVALUATED_INTEGRATIONS = 100;

  private static final int SPREAD = 10_000;
  private static final int SIBLINGS = 100_000;

  /** Many connections, so that an open loop seldom waits for a free one. */
  private static final int OPEN_LOOP_CONNECTIONS = 256;

  private final BenchOptions options;
  private final Path data;
  private final RedisProcess redis;
  private final Generator generator;
  private final Map<Target, Child> children = new EnumMap<>(Target.class);
  private final Map<Target, Integer> gatewayPorts = new EnumMap<>(Target.class);

  private Bed(BenchOptions options, Path data, RedisProcess redis, Generator generator) {
    this.options = options;
    this.data = data;
    this.redis = redis;
    this.generator = generator;
  }

  /** Starts the processes of the rows; the same Redis for all of them. */
  static Bed start(BenchOptions options, Collection<Row> rows) throws IOException {
    Path data = Files.createTempDirectory(Files.createDirectories(Child.DIRECTORY), "redis-");
    RedisProcess redis =
        RedisProcess.start(
            data,
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--auto-aof-rewrite-percentage",
            "0");
    Bed bed = new Bed(options, data, redis, Generator.start());
    Runtime.getRuntime().addShutdownHook(new Thread(bed::close, "end of processes"));
    try {
      bed.seed(rows.stream().map(Row::set).toList());
      for (Row row : rows) {
        if (row.target() != Target.REDIS) {
          bed.child(row.target());
        }
      }
      return bed;
    } catch (IOException | RuntimeException failure) {
      bed.close();
      throw failure;
    }
  }

  /** Through an instance that is not measured, and that a slow machine does not make give up. */
  private void seed(List<String> sets) throws IOException {
    try (Child seeder = patient()) {
      seed(sets, seeder.port());
    }
  }

  /** An instance of the service with the longest deadlines. */
  Child patient() throws IOException {
    return Child.service("seeder", List.of(Child.JAVA), Child.JAR, ServiceSettings.patient(redis))
        .awaitAnswer();
  }

  private void seed(List<String> sets, int port) throws IOException {
    generator.seed(port, "spread", SPREAD, 1, false);
    generator.part("hot", "spread", 1);
    if (sets.contains("siblings")) {
      generator.seed(port, "all-siblings", 1, SIBLINGS, false);
      generator.part("siblings", "all-siblings", SPREAD);
    }
    if (sets.contains("large")) {
      generator.seed(port, "large", 1_000, 1, true);
    }
    if (sets.contains(EVALUATED)) {
      generator.seedEvaluated(port, EVALUATED, EVALUATED_INTEGRATIONS);
    }
    for (String set : sets) {
      if (set.startsWith("messages")) {
        generator.seedMessages(port, set, set.endsWith("-http") ? backendPort() : 0);
      }
    }
    generator.seed(port, "still", 1_000, 1, false);
    generator.seed(port, "churn", 1, 100, false);
  }

  /** Gives each target as many requests, by the first of its rows; evaluations are apart. */
  void warmUp(List<Row> rows) throws IOException {
    Set<Map.Entry<Target, String>> warm = new HashSet<>();
    for (Row row : rows) {
      // Evaluations and messages run through other code than all other requests.
      boolean isApart = row.load() == Load.EVALUATE || row.load() == Load.MESSAGE;
      boolean isNew = warm.add(Map.entry(row.target(), isApart ? row.set() : ""));
      if (isNew && row.target() != Target.REDIS) {
        long answered = 0;
        for (int second = 0; second < WARM_SECONDS_MAX && answered < WARM_REQUESTS; second++) {
          answered += slice(row, WARM_CONNECTIONS, 1, 0).load().answered();
        }
      }
    }
  }

  /** One stretch of load. */
  Slice slice(Row row, double seconds) throws IOException {
    return slice(row, row.connections(), seconds, row.perSecond());
  }

  /** One stretch of load of an open loop. */
  Slice openSlice(Row row, double seconds, double perSecond) throws IOException {
    return slice(row, OPEN_LOOP_CONNECTIONS, seconds, perSecond);
  }

  private Slice slice(Row row, int connections, double seconds, double perSecond)
      throws IOException {
    rewriteLog();
    boolean raw = row.target() == Target.REDIS;
    ProcessHandle target = raw ? redis.handle() : handle(row.target());
    int port = raw ? redis.port() : port(row);
    redis.command("CONFIG", "SET", "appendfsync", row.fsync().name().toLowerCase(Locale.ROOT));
    RedisCounters redisBefore = RedisCounters.of(redis);
    long targetBefore = ProcessStats.cpuMicros(target);
    long generatorBefore = generator.cpuMicros();
    Outcome outcome =
        generator.load(
            row.load(),
            row.set(),
            row.target() == Target.SERVICE_SIGNED,
            List.of(port),
            connections,
            seconds,
            perSecond);
    RedisCounters redisAfter = RedisCounters.of(redis);
    double requests = Math.max(1, outcome.answered());
    return new Slice(
        outcome,
        raw ? 0 : (ProcessStats.cpuMicros(target) - targetBefore) / requests,
        (redisAfter.cpuMicros() - redisBefore.cpuMicros()) / requests,
        (generator.cpuMicros() - generatorBefore) / requests,
        (redisAfter.reads() - redisBefore.reads()) / requests,
        (redisAfter.commands() - redisBefore.commands()) / requests);
  }

  /** The port that the load of a row goes to; a floor has one for all. */
  private int port(Row row) throws IOException {
    int own = child(row.target()).port();
    return row.load() == Load.MESSAGE ? gatewayPorts.getOrDefault(row.target(), own) : own;
  }

  ProcessHandle handle(Target target) throws IOException {
    return child(target).process().toHandle();
  }

  RedisProcess redis() {
    return redis;
  }

  Generator generator() {
    return generator;
  }

  private Child child(Target target) throws IOException {
    Child running = children.get(target);
    if (running != null) {
      return running;
    }
    String name = target.name();
    Child started;
    if (target.floor().isPresent()) {
      int port = Child.freePort();
      started =
          Child.java(
              name,
              options.flags(),
              port,
              FloorMain.class,
              target.floor().get(),
              port,
              isRelay(target) ? backendPort() : redis.port());
    } else {
      started = service(target);
    }
    children.put(target, started);
    return started.awaitAnswer();
  }

  private Child service(Target target) throws IOException {
    Map<String, String> settings =
        target == Target.SERVICE_SIGNED
            ? ServiceSettings.signed(redis)
            : ServiceSettings.unsigned(redis);
    int gatewayPort = Child.freePort();
    gatewayPorts.put(target, gatewayPort);
    settings.put("PATCHBAY_GATEWAY_PORT", String.valueOf(gatewayPort));
    boolean other = target == Target.SERVICE_OTHER;
    if (other) {
      options.otherSettings().stream()
          .map(setting -> setting.split("=", 2))
          .forEach(setting -> settings.put(setting[0], setting[1]));
    }
    return Child.service(
        target.name(),
        other ? options.javaOfOther() : options.java(),
        other ? options.otherJar() : Child.JAR,
        settings);
  }

  /** One more replica of the service, as {@link Target#SERVICE} is. */
  Child replica(int number) throws IOException {
    return Child.service(
            "REPLICA-" + number, options.java(), Child.JAR, ServiceSettings.unsigned(redis))
        .awaitAnswer();
  }

  private static boolean isRelay(Target target) {
    return target == Target.FLOOR_RELAY || target == Target.FLOOR_RENDERING_RELAY;
  }

  private int backendPort() throws IOException {
    return child(Target.BACKEND).port();
  }

  int servicePort() throws IOException {
    return child(Target.SERVICE).port();
  }

  private void rewriteLog() throws IOException {
    if (RedisCounters.number(redis, "persistence", "aof_current_size") < AOF_BYTES_MAX) {
      return;
    }
    redis.command("BGREWRITEAOF");
    try {
      do {
        Thread.sleep(50);
      } while (RedisCounters.number(redis, "persistence", "aof_rewrite_in_progress") == 1);
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    generator.close();
    children.values().forEach(Child::close);
    redis.close();
    if (Files.exists(data)) {
      StartUp.delete(data);
    }
  }
}
