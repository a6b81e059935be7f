package dev.patchbay.embedded;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the end of the redis-server process on a thread of its own and restarts it with the
 * same data, port and password. Gives up after some attempts in a row.
 */
final class Supervisor {

  /** Restarts the server, and blocks until it is ready. */
  @FunctionalInterface
  interface Launch {
    ServerProcess again() throws IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** The pauses before the attempts of one outage: six seconds together. */
  static final List<Integer> PAUSES_MILLIS = List.of(0, 100, 200, 400, 800, 1_600, 3_200);

  /** A server that dies sooner after its start has not recovered, so its attempts still count. */
  private static final long RECOVERED_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * Ctrl-C in a terminal signals the server too, which then exits with 0 before the owner closes
   * it.
   */
  private static final int SIGNAL_MILLIS = 250;

  private final EmbeddedRedis.Listener listener;
  private final List<Integer> pausesMillis;
  private final Launch launch;
  private final LongSupplier nanoClock;
  private final Thread thread;
  private volatile ServerProcess server;
  private volatile boolean closed;

  /**
   * Watches a server that has been started.
   *
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  Supervisor(
      ServerProcess server,
      EmbeddedRedis.Listener listener,
      List<Integer> pausesMillis,
      Launch launch,
      LongSupplier nanoClock) {
    this.server = server;
    this.listener = listener;
    this.pausesMillis = pausesMillis;
    this.launch = launch;
    this.nanoClock = nanoClock;
    this.thread = new Thread(this::watch, "embedded-redis");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  ServerProcess server() {
    return server;
  }

  /** Prevents further starts and aborts a running one. Blocks. */
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
      long startedNanos = nanoClock.getAsLong();
      while (!closed) {
        int status = server.awaitExit();
        if (status == 0) {
          TimeUnit.MILLISECONDS.sleep(SIGNAL_MILLIS);
        }
        if (nanoClock.getAsLong() - startedNanos > RECOVERED_NANOS) {
          attempts = 0;
        }
        LOG.warn(
            "redis-server {} has ended with exit code {}, starting it again", server.pid(), status);
        attempts = startAgain(attempts, "it ended with exit code " + status);
        if (attempts > pausesMillis.size()) {
          return;
        }
        startedNanos = nanoClock.getAsLong();
        listener.restarted();
        LOG.info("redis-server runs again, pid {}", server.pid());
      }
    } catch (InterruptedException ignored) {
      // The supervisor is closed.
    }
  }

  /** Returns the number of attempts; more than the number of pauses after giving up. */
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
    // Another thread, because the listener may end the process, which waits for this thread.
    new Thread(() -> listener.lost(lostReason), "embedded-redis-lost").start();
    return pausesMillis.size() + 1;
  }
}
