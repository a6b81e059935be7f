package dev.patchbay.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server of a test's own, with arguments of the test's choice: a node of a Cluster, a
 * replica, a Sentinel. Its port is its own from the start; its data is in a directory that goes
 * when it is closed.
 */
public final class RedisNode implements AutoCloseable {

  /** No awaited condition takes nearly as long, so that a test fails instead of hanging. */
  private static final int SECONDS_MAX = 60;

  private static final int START_ATTEMPTS_MAX = 3;

  /**
   * Sentinels learn of each other, of replicas and of a former master's return in periods of one to
   * ten seconds, and hold still for thirty when they were not scheduled for two.
   */
  private static final String[] HASTE = {
    "SENTINEL", "DEBUG",
    "INFO-PERIOD", "200",
    "ASK-PERIOD", "200",
    "PUBLISH-PERIOD", "200",
    "TILT-PERIOD", "1000"
  };

  private static final int POLL_MILLIS = 20;

  private final Path directory;
  private final int port;
  private final List<String> arguments;
  private final String password;
  private Process process;

  private RedisNode(
      Path directory, int port, List<String> arguments, String password, Process process) {
    this.directory = directory;
    this.port = port;
    this.arguments = arguments;
    this.password = password;
    this.process = process;
  }

  /** Starts a server with these directives, each in the form {@code --name value...}. */
  public static RedisNode start(String... directives) {
    return start("", List.of(directives));
  }

  /** The same for one that needs a password, which the directives set. */
  public static RedisNode startProtected(String password, String... directives) {
    return start(password, List.of(directives));
  }

  /** Starts a Sentinel with the lines of its configuration. */
  public static RedisNode startSentinel(String... lines) {
    try {
      Path directory = Files.createTempDirectory("patchbay-sentinel-");
      int port = TestPorts.pick();
      List<String> configuration = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1"));
      configuration.addAll(List.of(lines));
      Files.write(directory.resolve("sentinel.conf"), configuration);
      RedisNode sentinel = start(directory, port, "", List.of("sentinel.conf", "--sentinel"));
      sentinel.command(HASTE);
      return sentinel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Once more where another process took the port, or that of the Cluster's bus, first. */
  private static RedisNode start(String password, List<String> directives) {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnFreePort(password, directives);
      } catch (AssertionError e) {
        if (attempt == START_ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  private static RedisNode startOnFreePort(String password, List<String> directives) {
    try {
      int port = TestPorts.pick();
      List<String> arguments = new ArrayList<>(List.of("--port", "" + port));
      arguments.addAll(List.of("--bind", "127.0.0.1", "--save", ""));
      arguments.addAll(directives);
      return start(Files.createTempDirectory("patchbay-redis-"), port, password, arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RedisNode start(Path directory, int port, String password, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(RedisProgram.path());
    command.addAll(arguments);
    RedisNode started =
        new RedisNode(directory, port, command, password, launch(directory, command));
    try {
      started.awaitReady();
      return started;
    } catch (AssertionError e) {
      started.kill();
      throw e;
    }
  }

  private static Process launch(Path directory, List<String> arguments) throws IOException {
    return new ProcessBuilder(arguments)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("redis.log").toFile()))
        .start();
  }

  public int port() {
    return port;
  }

  /** The one of the directive {@code --tls-port}. */
  public int tlsPort() {
    return Integer.parseInt(arguments.get(arguments.indexOf("--tls-port") + 1));
  }

  /**
   * Returns the directives with which a server speaks TLS as well, to other nodes too, on a port of
   * its own.
   */
  static List<String> tlsDirectives(Path certificates) {
    return List.of(
        "--tls-port",
        "" + TestPorts.pick(),
        "--tls-cert-file",
        certificates.resolve("server.pem").toString(),
        "--tls-key-file",
        certificates.resolve("server.key").toString(),
        "--tls-ca-cert-file",
        certificates.resolve("ca.pem").toString(),
        "--tls-auth-clients",
        "no",
        "--tls-replication",
        "yes");
  }

  public Path directory() {
    return directory;
  }

  public URI uri() {
    String login = password.isEmpty() ? "" : ":" + password + "@";
    return URI.create("redis://" + login + "127.0.0.1:" + port);
  }

  /** Runs one command on a connection of its own. */
  public @Nullable Object command(String... command) {
    try (RespClient client = RespClient.connect(uri())) {
      return client.call(command);
    }
  }

  /** Runs commands on one connection and returns the reply of the last. */
  @SafeVarargs
  public final @Nullable Object commands(List<String>... commands) {
    try (RespClient client = RespClient.connect(uri())) {
      Object reply = null;
      for (List<String> command : commands) {
        reply = client.call(command.toArray(String[]::new));
      }
      return reply;
    }
  }

  /** The text that a command such as INFO answers. */
  public String text(String... command) {
    return String.valueOf(command(command));
  }

  /** Sends SIGKILL; unwritten data is lost. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGSTOP. */
  public void freeze() {
    Signal.send(process, "-STOP");
  }

  /** SIGCONT. */
  public void thaw() {
    Signal.send(process, "-CONT");
  }

  /** Starts it again, on the same port and directory. */
  public void restart() {
    try {
      process = launch(directory, arguments);
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something is so. */
  public static void await(String description, BooleanSupplier condition) {
    long end = System.nanoTime() + SECONDS.toNanos(SECONDS_MAX);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + SECONDS_MAX + " s: " + description);
      }
      pause(POLL_MILLIS);
    }
  }

  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void awaitReady() {
    await(
        "redis-server answers, see " + directory.resolve("redis.log"),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("redis-server ended, see " + directory.resolve("redis.log"));
          }
          try {
            return text("PING").equals("PONG");
          } catch (UncheckedIOException | RespClient.ErrorReply ignored) {
            return false;
          }
        });
  }

  private void awaitExit() {
    try {
      process.waitFor(SECONDS_MAX, SECONDS);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
