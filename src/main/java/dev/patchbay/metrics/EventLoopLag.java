package dev.patchbay.metrics;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The lag of event loops: the delay of a periodic timer behind its due time. */
final class EventLoopLag {

  /** Frequent enough to detect a stall of a tenth of a second, and too rare to be a load. */
  static final long PERIOD_MILLIS = 100;

  /** A maximum is kept for one to two windows, so that a scrape every 15 seconds misses none. */
  static final int TICKS_IN_WINDOW = 150;

  private final LongSupplier nanoClock;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  /**
   * The lag of all watched event loops.
   *
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  EventLoopLag(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Watches the event loop that calls this. */
  void watch(Vertx vertx) {
    Loop loop = watched();
    vertx.setPeriodic(PERIOD_MILLIS, timer -> loop.tick(nanoClock.getAsLong()));
  }

  /** Adds a loop whose ticks the caller reports. */
  Loop watched() {
    Loop loop = new Loop(nanoClock.getAsLong());
    loops.add(loop);
    return loop;
  }

  /** Returns the maximum of all loops in this window and the last one. */
  double nanosMax() {
    return loops.stream().mapToLong(loop -> Math.max(loop.before, loop.now)).max().orElse(0);
  }

  /** Written by one event loop, read by any thread. */
  static final class Loop {

    private volatile long before;
    private volatile long now;
    private long tickNanos;
    private int ticks;

    private Loop(long tickNanos) {
      this.tickNanos = tickNanos;
    }

    void tick(long nanos) {
      long lag = nanos - tickNanos - PERIOD_MILLIS * 1_000_000;
      tickNanos = nanos;
      if (++ticks >= TICKS_IN_WINDOW) {
        ticks = 0;
        before = now;
        now = 0;
      }
      now = Math.max(now, lag);
    }
  }
}
