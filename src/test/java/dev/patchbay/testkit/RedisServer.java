package dev.patchbay.testkit;

import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one real Redis of a test run, shared by all test classes that ask for it through {@link
 * RedisServerExtension}. Start from {@link #flushAll}: other classes leave their keys behind.
 */
public final class RedisServer implements AutoCloseable {

  private final Path directory;
  private final EmbeddedRedis redis;
  private final RespClient control;

  private RedisServer(Path directory, EmbeddedRedis redis) {
    this.directory = directory;
    this.redis = redis;
    this.control = RespClient.connect(redis.uri());
  }

  /**
   * Starts a server of a test's own: on the shared one the services of other tests look at the
   * layout in their own time, so that nothing is counted exactly there.
   */
  public static RedisServer start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("patchbay-redis-");
    return new RedisServer(directory, EmbeddedRedis.start(directory, AppendFsync.EVERYSEC));
  }

  /** {@code redis://:password@127.0.0.1:port}. */
  public URI uri() {
    return redis.uri();
  }

  /**
   * Counts the keys of resources, entries and indexes; the version of the layout is none of them.
   */
  public long resourceKeys() {
    return command("KEYS", "patchbay:{*") instanceof List<?> keys ? keys.size() : 0;
  }

  /** Returns the keys that match and do not expire, unlike the change log of a deleted API. */
  public List<String> lastingKeys(String pattern) {
    return ((List<?>) Objects.requireNonNull(command("KEYS", pattern)))
        .stream()
            .map(String::valueOf)
            .filter(key -> Objects.equals(command("TTL", key), -1L))
            .toList();
  }

  /** Removes every key, and nothing else: settings, functions and statistics stay. */
  public void flushAll() {
    command("FLUSHALL");
  }

  /** Runs one command on a connection that tests share; see {@link RespClient#call}. */
  public synchronized @Nullable Object command(String... command) {
    return control.call(command);
  }

  /**
   * A connection of the test's own, for MONITOR, SUBSCRIBE or a transaction beside the code under
   * test.
   */
  public RespClient connect() {
    return RespClient.connect(uri());
  }

  /**
   * How often the server ran a command since {@code CONFIG RESETSTAT}; refused calls do not count.
   */
  public long calls(String command) {
    return counter("commandstats", "cmdstat_" + command.toLowerCase(Locale.ROOT) + ":calls=");
  }

  /**
   * How often each command was run meanwhile, by its name in lower case. It leaves out the looks at
   * the layout, which services take in their own time.
   */
  public Map<String, Long> callsDuring(Runnable work) {
    String end = UUID.randomUUID().toString();
    try (RespClient monitor = connect()) {
      monitor.call("MONITOR");
      work.run();
      command("ECHO", end);
      Map<String, Long> calls = new TreeMap<>();
      String line = String.valueOf(monitor.read());
      while (!line.contains(end)) {
        if (!line.contains("\"patchbay:layout\"")) {
          String name = line.substring(line.indexOf("] \"") + 3).split("\"", 2)[0];
          calls.merge(name.toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        line = String.valueOf(monitor.read());
      }
      return calls;
    }
  }

  /** How often the server found something to read on a connection, this question included. */
  public long readsOfSockets() {
    return counter("stats", "total_reads_processed:");
  }

  private long counter(String section, String prefix) {
    return String.valueOf(command("INFO", section))
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()).split(",", 2)[0].strip())
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Override
  public void close() throws IOException {
    control.close();
    redis.close();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> childrenFirst = files.sorted(Comparator.reverseOrder()).toList();
      childrenFirst.forEach(RedisServer::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
