package dev.patchbay.metrics;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How late event loops are: a timer that is due is run when all before it is done. */
final class EventLoopLag {

  /** Often enough to meet a stall of a tenth of a second, and too rare to be noticed. */
  private static final long PERIOD_MILLIS = 100;

  /** A maximum is kept for one window to two, so that a scrape every 15 seconds misses none. */
  private static final int TICKS_IN_WINDOW = 150;

  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  /** To be called on the loop. */
  void watch(Vertx vertx) {
    Loop loop = new Loop();
    loops.add(loop);
    vertx.setPeriodic(PERIOD_MILLIS, timer -> loop.tick(System.nanoTime()));
  }

  /** The most of all loops, in the last window and this one. */
  double nanosMax() {
    return loops.stream().mapToLong(loop -> Math.max(loop.before, loop.now)).max().orElse(0);
  }

  /** Written on its own loop, read from any thread. */
  private static final class Loop {

    private volatile long before;
    private volatile long now;
    private long tickNanos = System.nanoTime();
    private int ticks;

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
