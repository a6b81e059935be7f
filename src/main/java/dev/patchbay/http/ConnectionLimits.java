package dev.patchbay.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Limits the number of connections and their time without a complete request. An idle timeout alone
 * would not end a connection that sends single bytes. Belongs to one event loop.
 */
final class ConnectionLimits {

  private static final long SWEEP_PERIOD_MILLIS = 1_000;

  /** The times of one connection; before its first request the time of its opening counts. */
  private static final class Use {
    private boolean requested;
    private boolean proved;
    private long nanos;

    private Use(long nanos) {
      this.nanos = nanos;
    }
  }

  private final Map<HttpConnection, Use> uses = new HashMap<>();
  private final int connectionsMax;
  private final long firstRequestMillis;
  private final long nextRequestMillis;
  private final IntConsumer meter;
  private final LongSupplier nanoClock;

  /**
   * Limits of one event loop.
   *
   * @param meter receives the change in the number of connections
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  ConnectionLimits(
      int connectionsMax,
      long firstRequestMillis,
      long nextRequestMillis,
      IntConsumer meter,
      LongSupplier nanoClock) {
    this.connectionsMax = connectionsMax;
    this.firstRequestMillis = firstRequestMillis;
    this.nextRequestMillis = nextRequestMillis;
    this.meter = meter;
    this.nanoClock = nanoClock;
  }

  /** Sweeps periodically from now on. */
  void watch(Vertx vertx) {
    vertx.setPeriodic(SWEEP_PERIOD_MILLIS, timer -> sweep());
  }

  /** Adds a connection; one beyond the limit is closed at once. */
  void opened(HttpConnection connection) {
    if (uses.size() >= connectionsMax) {
      connection.close();
    } else {
      add(connection);
    }
  }

  /**
   * Adds a connection; beyond the limit, the connection that has been without a request the longest
   * is closed.
   */
  void openedInPlaceOfTheOldest(HttpConnection connection) {
    if (uses.size() >= connectionsMax) {
      Connections.closeNow(
          Collections.min(uses.entrySet(), Comparator.comparingLong(use -> use.getValue().nanos))
              .getKey());
    }
    add(connection);
  }

  private void add(HttpConnection connection) {
    uses.put(connection, new Use(nanoClock.getAsLong()));
    meter.accept(1);
    connection.closeHandler(
        closed -> {
          uses.remove(connection);
          meter.accept(-1);
        });
  }

  /** Records that a request head is complete, or that its answer is still being sent. */
  void requested(HttpConnection connection) {
    Use use = uses.get(connection);
    if (use != null) {
      use.requested = true;
      use.nanos = nanoClock.getAsLong();
    }
  }

  /** Records that the connection has carried a valid signature. */
  void proved(HttpConnection connection) {
    Use use = uses.get(connection);
    if (use != null) {
      use.proved = true;
    }
  }

  boolean hasProved(HttpConnection connection) {
    Use use = uses.get(connection);
    return use != null && use.proved;
  }

  Set<HttpConnection> open() {
    return uses.keySet();
  }

  /** Closes the connections whose time is over now. */
  void sweep() {
    long nowNanos = nanoClock.getAsLong();
    List<HttpConnection> overdue = new ArrayList<>();
    uses.forEach(
        (connection, use) -> {
          long millisMax = use.requested ? nextRequestMillis : firstRequestMillis;
          if (nowNanos - use.nanos > TimeUnit.MILLISECONDS.toNanos(millisMax)) {
            overdue.add(connection);
          }
        });
    overdue.forEach(Connections::closeNow);
  }
}
