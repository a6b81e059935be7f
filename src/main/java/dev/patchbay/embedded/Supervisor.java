package dev.patchbay.embedded;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the redis-server process on a thread of its own and starts it again, on the same data,
 * port and password, when it has died. Gives up after some attempts in a row.
 */
final class Supervisor {

  /** Starts the server again, and blocks until it serves. */
  @FunctionalInterface
  interface Launch {
    ServerProcess again() throws IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** The pauses before the attempts of one outage, six seconds in all. */
  static final List<Integer> PAUSES_MILLIS = List.of(0, 100, 200, 400, 800, 1_600, 3_200);

  /** A server that dies sooner after its start has not recovered: the attempts go on counting. */
  private static final long RECOVERED_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * Ctrl-C in a terminal signals the server too, which then ends with 0 before the owner has closed
   * it.
   */
  private static final int SIGNAL_MILLIS = 250;

  private final EmbeddedRedis.Listener listener;
  private final List<Integer> pausesMillis;
  private final Launch launch;
  private final Thread thread;
  private volatile ServerProcess server;
  private volatile boolean closed;

  Supervisor(
      ServerProcess server,
      EmbeddedRedis.Listener listener,
      List<Integer> pausesMillis,
      Launch launch) {
    this.server = server;
    this.listener = listener;
    this.pausesMillis = pausesMillis;
    this.launch = launch;
    this.thread = new Thread(this::watch, "embedded-redis");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  ServerProcess server() {
    return server;
  }

  /** No more starts; a start under way is broken off. Blocks until that is so. */
  void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      int attempts = 0;
      long startedNanos = System.nanoTime();
      while (!closed) {
        int status = server.awaitExit();
        if (status == 0) {
          TimeUnit.MILLISECONDS.sleep(SIGNAL_MILLIS);
        }
        if (System.nanoTime() - startedNanos > RECOVERED_NANOS) {
          attempts = 0;
        }
        LOG.warn(
            "redis-server {} has ended with exit code {}, starting it again", server.pid(), status);
        attempts = startAgain(attempts, "it ended with exit code " + status);
        if (attempts > pausesMillis.size()) {
          return;
        }
        startedNanos = System.nanoTime();
        listener.restarted();
        LOG.info("redis-server runs again, pid {}", server.pid());
      }
    } catch (InterruptedException ignored) {
      // It is being closed.
    }
  }

  /** Returns how many attempts were made, more than there are pauses when it has given up. */
  private int startAgain(int attemptsBefore, String death) throws InterruptedException {
    String reason = death;
    for (int attempt = attemptsBefore; attempt < pausesMillis.size(); attempt++) {
      TimeUnit.MILLISECONDS.sleep(pausesMillis.get(attempt));
      try {
        server = launch.again();
        return attempt + 1;
      } catch (IOException e) {
        reason = e.getMessage();
        LOG.warn("redis-server could not be started again: {}", reason);
      }
    }
    String lostReason = "redis-server cannot be started again: " + reason;
    // Not on this thread: the listener may end the process, and its end waits for this thread.
    new Thread(() -> listener.lost(lostReason), "embedded-redis-lost").start();
    return pausesMillis.size() + 1;
  }
}
