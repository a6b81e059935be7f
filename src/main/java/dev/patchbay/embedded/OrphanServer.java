package dev.patchbay.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A redis-server that has outlived a killed JVM and still writes the append-only file. */
final class OrphanServer {

  private static final Logger log = LoggerFactory.getLogger(OrphanServer.class);

  private static final int POLL_MILLIS = 10;

  private OrphanServer() {}

  /**
   * Stops the process of the pid file, if it is a server of this directory. The caller holds the
   * lock of the directory.
   *
   * @throws IOException when the server does not stop
   */
  static void stop(DataDirectory directory) throws IOException, InterruptedException {
    OptionalLong pid = directory.serverPid();
    if (pid.isEmpty()) {
      return;
    }
    Path binaries = directory.binaries();
    ProcessHandle process = ProcessHandle.of(pid.getAsLong()).orElse(null);
    if (process == null || !runsFrom(binaries, process)) {
      return;
    }
    log.warn(
        "Stopping redis-server {}, left by a killed process on {}",
        process.pid(),
        directory.path());
    process.destroy();
    if (isGone(binaries, process)) {
      return;
    }
    process.destroyForcibly();
    if (!isGone(binaries, process)) {
      throw new IOException(
          "redis-server %d on %s does not stop".formatted(process.pid(), directory.path()));
    }
  }

  /**
   * Checks the command and not the pid: in a container whose init process does not reap, dead
   * processes keep their pid.
   */
  private static boolean isGone(Path binaries, ProcessHandle process) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (runsFrom(binaries, process)) {
      if (System.nanoTime() - startNanos > MILLISECONDS.toNanos(ServerProcess.STOP_MILLIS_MAX)) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /**
   * The pid may belong to another process now. Only a server of this directory runs a file from its
   * {@code bin}; a prefix is compared because Linux adds " (deleted)" to a file that was replaced.
   */
  private static boolean runsFrom(Path binaries, ProcessHandle process) {
    String prefix = binaries + "/redis-server-";
    return process.info().command().filter(command -> command.startsWith(prefix)).isPresent();
  }
}
