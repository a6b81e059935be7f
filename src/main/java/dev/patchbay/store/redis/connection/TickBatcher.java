package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Coalesces the work of one tick: at the end of the tick it starts batches of the waiting work, up
 * to a number of running batches. Belongs to one event loop.
 *
 * @param <B> a batch
 */
public final class TickBatcher<B> {

  private final Executor endOfTick;
  private final int underWayMax;
  private final Supplier<Optional<B>> next;
  private final Function<B, Future<?>> begin;
  private int underWay;
  private boolean scheduled;
  private boolean full;

  /**
   * A batcher that is idle until {@link #wake}.
   *
   * @param endOfTick runs work after all events that have arrived
   * @param underWayMax running batches at most
   * @param next takes the next batch out of the waiting work; empty where none may start
   * @param begin completes at the end of the batch; an exception counts as a failed future
   */
  public TickBatcher(
      Executor endOfTick,
      int underWayMax,
      Supplier<Optional<B>> next,
      Function<B, Future<?>> begin) {
    this.endOfTick = endOfTick;
    this.underWayMax = underWayMax;
    this.next = next;
    this.begin = begin;
  }

  /** Reports new work, or that a batch may start now. */
  public void wake() {
    if (!scheduled) {
      scheduled = true;
      endOfTick.execute(this::beginAll);
    }
  }

  /** Returns whether no batch is running. */
  public boolean isIdle() {
    return underWay == 0;
  }

  private void beginAll() {
    scheduled = false;
    full = underWay >= underWayMax;
    while (!full) {
      Optional<B> batch = next.get();
      if (batch.isEmpty()) {
        return;
      }
      underWay++;
      full = underWay >= underWayMax;
      Future.succeededFuture()
          .compose(begun -> begin.apply(batch.get()))
          .onComplete(over -> ended());
    }
  }

  private void ended() {
    underWay--;
    if (full) {
      full = false;
      wake();
    }
  }
}
