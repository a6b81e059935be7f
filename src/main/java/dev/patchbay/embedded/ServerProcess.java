package dev.patchbay.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A redis-server process from launch to exit, with its port and password. */
final class ServerProcess {

  /** A start takes about 20 ms; a start that takes 250 times as long has failed. */
  private static final int READY_MILLIS_MAX = 5_000;

  /** The limit while it loads; after a minute an operator needs the error. */
  private static final int LOADED_MILLIS_MAX = 60_000;

  /** The time for SIGTERM: one fsync of the append-only file. */
  static final int STOP_MILLIS_MAX = 10_000;

  private static final int POLL_MILLIS = 5;

  /** Enough lines of the log for the reason of a failure, few enough for a terminal. */
  private static final int LOG_LINES_MAX = 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataDirectory directory;
  private final Process process;
  private final int port;
  private final String password;

  private ServerProcess(DataDirectory directory, Process process, int port, String password) {
    this.directory = directory;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the binary with a new password in the directory; returns once it is ready.
   *
   * @throws BindException when the port is taken
   * @throws IOException when the server dies or is late; the message ends with its log
   */
  static ServerProcess launch(DataDirectory directory, Path binary, AppendFsync fsync, int port)
      throws IOException, InterruptedException {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    return launch(directory, binary, fsync, port, HexFormat.of().formatHex(secret));
  }

  /** Starts the binary again after this process has ended, with the same port and password. */
  ServerProcess again(Path binary, AppendFsync fsync) throws IOException, InterruptedException {
    directory.prepare();
    return launch(directory, binary, fsync, port, password);
  }

  private static ServerProcess launch(
      DataDirectory directory, Path binary, AppendFsync fsync, int port, String password)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(binary.toString(), "-")
            .directory(directory.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.log().toFile())
            .start();
    ServerProcess server = new ServerProcess(directory, process, port, password);
    try {
      server.configure(fsync);
      server.awaitReady();
      return server;
    } catch (Throwable e) {
      server.stop();
      throw e;
    }
  }

  URI uri() {
    return URI.create("redis://:%s@127.0.0.1:%d".formatted(password, port));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Sends SIGTERM, then SIGKILL; bounded, and not interruptible, so that a running flush can
   * finish.
   */
  void stop() {
    process.destroy();
    awaitStop();
    if (process.isAlive()) {
      process.destroyForcibly();
      awaitStop();
    }
  }

  /** Blocks until it has ended, and returns its exit code: 128 plus the signal that killed it. */
  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  private void awaitStop() {
    process.onExit().completeOnTimeout(process, STOP_MILLIS_MAX, MILLISECONDS).join();
  }

  /** Writes to standard input, because every local user can read the arguments of a process. */
  private void configure(AppendFsync fsync) {
    String directives =
        """
        bind 127.0.0.1
        port %d
        requirepass %s
        daemonize no
        pidfile %s
        appendonly yes
        appendfsync %s
        save ""
        maxmemory-policy noeviction
        """
            .formatted(port, password, DataDirectory.PID_FILE, fsync.directive());
    try (OutputStream input = process.getOutputStream()) {
      input.write(directives.getBytes(US_ASCII));
    } catch (IOException ignored) {
      // The process died before it read its settings; awaitReady reports the reason from its log.
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    int millisMax = READY_MILLIS_MAX;
    while (System.nanoTime() - startNanos < MILLISECONDS.toNanos(millisMax)) {
      if (!process.isAlive()) {
        throw death();
      }
      switch (ask()) {
        case READY -> {
          return;
        }
        case LOADING -> millisMax = LOADED_MILLIS_MAX;
        case NONE -> {}
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "redis-server was not ready after %d ms: %s"
            .formatted(millisMax, directory.logTail(LOG_LINES_MAX)));
  }

  /**
   * Before the pid file exists the port may belong to another process, which must not receive the
   * password.
   */
  private ReadinessProbe.Answer ask() throws IOException {
    return directory.serverPid().orElse(-1) == process.pid()
        ? ReadinessProbe.ask(port, password)
        : ReadinessProbe.Answer.NONE;
  }

  private IOException death() throws IOException {
    String tail = directory.logTail(LOG_LINES_MAX);
    return tail.contains("Failed listening on port")
        ? new BindException("redis-server could not have port " + port + ": " + tail)
        : new IOException("redis-server died with exit code " + process.exitValue() + ": " + tail);
  }
}
