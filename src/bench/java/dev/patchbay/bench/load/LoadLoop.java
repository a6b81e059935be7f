package dev.patchbay.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends load from one thread, in one of two ways. Closed loop: every connection sends its next
 * request when it has its answer. Open loop: requests are planned at a fixed rate, and the time of
 * each counts from its plan, whether a connection was free or not.
 */
final class LoadLoop implements AutoCloseable {

  /** Time slices of schedulers are shorter; a later request has missed its plan. */
  static final int LATE_MILLIS = 5;

  /** An answer that takes longer is none. */
  private static final int ANSWER_SECONDS_MAX = 10;

  /** Answers are seen so much later at most; to wake more often takes time from the service. */
  private static final long PARK_NANOS_MAX = 200_000;

  private final Script script;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> free = new ArrayDeque<>();
  private final Histogram histogram = new Histogram(1, TimeUnit.SECONDS.toNanos(60), 3);
  private int busy;
  private long failed;
  private long late;
  private String firstFailure = "";

  LoadLoop(List<Integer> ports, int count, Protocol protocol, Script script) throws IOException {
    this.script = script;
    this.selector = Selector.open();
    for (int i = 0; i < count; i++) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(i % ports.size()));
      connections.add(new Connection(i, address, protocol, selector));
    }
  }

  /** Makes WebSockets of all connections; false where a stage cannot be read at the moment. */
  boolean upgrade(byte[] handshake) throws IOException {
    for (Connection connection : connections) {
      if (!connection.upgrade(handshake)) {
        return false;
      }
    }
    return true;
  }

  /** Runs for some seconds, or until the script has no more. */
  Outcome closed(double seconds) throws IOException {
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    for (Connection connection : connections) {
      sendNext(connection);
    }
    while (System.nanoTime() < end && busy > 0) {
      selector.select(key -> ready(key, true), 100);
    }
    long elapsed = System.nanoTime() - begin;
    long requests = histogram.getTotalCount();
    drain();
    return outcome(requests, elapsed);
  }

  /** Plans requests at a rate; unanswered requests are awaited at the end and counted. */
  Outcome open(double seconds, double perSecond) throws IOException {
    long planned = (long) (seconds * perSecond);
    double gapNanos = 1e9 / perSecond;
    free.addAll(connections);
    long begin = System.nanoTime();
    for (long next = 0; next < planned; ) {
      int ready = selector.selectNow(key -> ready(key, false));
      long now = System.nanoTime();
      long due = begin + (long) (next * gapNanos);
      if (now >= due && !free.isEmpty()) {
        late += now - due > TimeUnit.MILLISECONDS.toNanos(LATE_MILLIS) ? 1 : 0;
        send(free.removeFirst(), due);
        next++;
      } else if (free.isEmpty()) {
        // Asking again and again would take a processor from the service, which is behind already.
        selector.select(key -> ready(key, false), 1);
      } else if (ready == 0) {
        LockSupport.parkNanos(Math.max(1, Math.min(PARK_NANOS_MAX, due - now)));
      }
    }
    long elapsed = System.nanoTime() - begin;
    long requests = histogram.getTotalCount();
    drain();
    return outcome(requests, elapsed);
  }

  private void ready(SelectionKey key, boolean again) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isWritable()) {
        connection.write();
      }
      Answer answer = key.isReadable() ? connection.read() : null;
      if (answer != null) {
        busy--;
        count(connection, answer);
        if (again) {
          sendNext(connection);
        } else {
          free.addLast(connection);
        }
      }
    } catch (IOException broken) {
      throw new IllegalStateException("connection " + connection.index + " broke", broken);
    }
  }

  private void count(Connection connection, Answer answer) {
    long nanos = System.nanoTime() - connection.clockStartNanos();
    histogram.recordValue(Math.min(nanos, histogram.getHighestTrackableValue()));
    if (!script.isGood(connection.index, answer)) {
      failed++;
      firstFailure = firstFailure.isEmpty() ? answer.brief() : firstFailure;
    }
  }

  private void sendNext(Connection connection) throws IOException {
    byte @Nullable [] request = script.next(connection.index);
    if (request != null) {
      busy++;
      connection.send(request, System.nanoTime());
    }
  }

  private void send(Connection connection, long plannedNanos) throws IOException {
    byte @Nullable [] request = script.next(connection.index);
    if (request == null) {
      throw new IllegalStateException("a script for the open loop must not end");
    }
    busy++;
    connection.send(request, plannedNanos);
  }

  /** Waits for the open requests, so that no work of this run falls into the next one. */
  private void drain() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX);
    while (busy > 0) {
      if (System.nanoTime() > deadline) {
        throw new IOException("no answer within " + ANSWER_SECONDS_MAX + " seconds");
      }
      selector.select(key -> ready(key, false), 100);
    }
  }

  private Outcome outcome(long requests, long nanos) {
    return new Outcome(
        requests,
        histogram.getTotalCount(),
        failed,
        firstFailure,
        nanos / 1e9,
        late,
        new Outcome.Micros(micros(50), micros(99), micros(99.9), histogram.getMaxValue() / 1_000));
  }

  private long micros(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1_000;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
