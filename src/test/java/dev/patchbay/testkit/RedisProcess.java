package dev.patchbay.testkit;

import dev.patchbay.embedded.ReadinessProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server of a test's own, with the test's own arguments, that can be killed, frozen and
 * started again on the same port and data. It has no password, saves nothing unless an argument
 * says so, and writes its log to {@code redis.log} in its directory.
 */
public final class RedisProcess implements AutoCloseable {

  private static final long START_MILLIS_MAX = 60_000;

  private final Path directory;
  private final List<String> command;
  private final int port;
  private @Nullable Process process;

  private RedisProcess(Path directory, List<String> command, int port) {
    this.directory = directory;
    this.command = command;
    this.port = port;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param directory holds its data and its log
   * @param arguments as on the command line, such as {@code "--maxmemory", "2mb"}
   */
  public static RedisProcess start(Path directory, String... arguments) {
    int port = TestPorts.pick();
    List<String> command = new ArrayList<>();
    command.add(RedisProgram.path());
    command.addAll(List.of("--bind", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of("--save", "", "--logfile", "redis.log"));
    command.addAll(List.of(arguments));
    RedisProcess server = new RedisProcess(directory, command, port);
    server.start();
    return server;
  }

  /** Starts it again, after a {@link #kill}; returns when it answers, be it that it loads. */
  public void start() {
    launch();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS_MAX);
    while (ReadinessProbe.ask(port, "") == ReadinessProbe.Answer.NONE && !answers()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("redis-server did not start, see " + directory);
      }
      sleep();
    }
  }

  /** Starts it and does not wait. */
  public void launch() {
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("redis.out").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (RespClient client = connect()) {
      client.call("PING");
      return true;
    } catch (RespClient.ErrorReply ignored) {
      return true;
    } catch (UncheckedIOException ignored) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** The running process. */
  public ProcessHandle handle() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running.toHandle();
  }

  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  public RespClient connect() {
    return RespClient.connect(uri());
  }

  /** Runs one command on a connection of its own; see {@link RespClient#call}. */
  public @Nullable Object command(String... words) {
    try (RespClient client = connect()) {
      return client.call(words);
    }
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
    }
  }

  /** SIGSTOP: connections are still accepted, by the operating system, and nothing is answered. */
  public void freeze() {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    Process running = process;
    if (running != null) {
      Signal.send(running, signal);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
