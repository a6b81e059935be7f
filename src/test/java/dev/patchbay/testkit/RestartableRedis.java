package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.ReadinessProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server of a test's own that is killed and comes back on the same port, with the password
 * that it had, and with what its append-only file holds by then.
 */
public final class RestartableRedis implements AutoCloseable {

  private static final long START_MILLIS_MAX = 60_000;
  private static final String PASSWORD = "restartable";

  private final Path directory;
  private final AppendFsync fsync;
  private final List<String> launcher;
  private final int port;
  private @Nullable Process process;

  private RestartableRedis(Path directory, AppendFsync fsync, List<String> launcher, int port) {
    this.directory = directory;
    this.fsync = fsync;
    this.launcher = launcher;
    this.port = port;
  }

  /**
   * Starts a server on the data that the directory holds, and waits until it serves.
   *
   * @param launcher a command to start the server with, such as a tracer; none for no arguments
   */
  public static RestartableRedis start(Path directory, AppendFsync fsync, String... launcher) {
    try {
      Files.createDirectories(directory);
      int port = TestPorts.pick();
      RestartableRedis redis = new RestartableRedis(directory, fsync, List.of(launcher), port);
      redis.start();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after a {@link #kill}, and waits until it serves. */
  public void start() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS_MAX);
    Process launched = launch();
    while (ReadinessProbe.ask(port, PASSWORD) != ReadinessProbe.Answer.READY) {
      if (System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException("redis-server did not start:\n" + log());
      }
      pause();
      if (!launched.isAlive()) {
        launched = launch(); // Another process took the port first.
      }
    }
  }

  public URI uri() {
    return URI.create("redis://:%s@127.0.0.1:%d".formatted(PASSWORD, port));
  }

  /** Runs one command on a connection of its own; see {@link RespClient#call}. */
  public @Nullable Object command(String... command) {
    try (RespClient client = RespClient.connect(uri())) {
      return client.call(command);
    }
  }

  /** The file to which changes are appended. */
  public Path appendOnlyFile() {
    return appendOnlyFileIn(directory);
  }

  public static Path appendOnlyFileIn(Path directory) {
    return directory.resolve("appendonlydir").resolve("appendonly.aof.1.incr.aof");
  }

  /** SIGKILL; a launcher ends by itself then, and has written its output. */
  public void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> servers =
        launcher.isEmpty() ? List.of(running.toHandle()) : running.descendants().toList();
    servers.forEach(ProcessHandle::destroyForcibly);
    running.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private Process launch() {
    try {
      List<String> command = new ArrayList<>(launcher);
      command.add(RedisProgram.path());
      command.add("-");
      Process launched =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("redis.log").toFile())
              .start();
      process = launched;
      launched.outputWriter(US_ASCII).append(directives()).close();
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String directives() {
    return """
        bind 127.0.0.1
        port %d
        requirepass %s
        save ""
        appendonly yes
        appendfsync %s
        auto-aof-rewrite-percentage 0
        maxmemory-policy noeviction
        """
        .formatted(port, PASSWORD, fsync.directive());
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("redis.log"));
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
