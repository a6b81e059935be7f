package dev.patchbay.metrics;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** How late event loops are: a timer that is due is run when all before it is done. */
final class EventLoopLag {

  /** Often enough to meet a stall of a tenth of a second, and too rare to be noticed. */
  static final long PERIOD_MILLIS = 100;

  /** A maximum is kept for one window to two, so that a scrape every 15 seconds misses none. */
  static final int TICKS_IN_WINDOW = 150;

  private final LongSupplier nanoClock;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  /**
   * The lag of all event loops that are watched.
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

  /** A loop whose ticks are told by the caller. */
  Loop watched() {
    Loop loop = new Loop(nanoClock.getAsLong());
    loops.add(loop);
    return loop;
  }

  /** The most of all loops, in the last window and this one. */
  double nanosMax() {
    return loops.stream().mapToLong(loop -> Math.max(loop.before, loop.now)).max().orElse(0);
  }

  /** Written on its own loop, read from any thread. */
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
