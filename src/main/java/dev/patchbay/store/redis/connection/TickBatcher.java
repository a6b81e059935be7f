package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Coalesces the work of one tick: at its end, it begins batches of all that waits, as many as may
 * be under way at once. Belongs to one event loop.
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
   * A batcher that has nothing to do until {@link #wake}.
   *
   * @param endOfTick runs work after all that has arrived by now
   * @param underWayMax batches at once
   * @param next takes the next batch out of what waits; empty where nothing may begin
   * @param begin completes when the batch is over; what it throws is a failure of that future
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

  /** Something waits that did not, or may begin that could not. */
  public void wake() {
    if (!scheduled) {
      scheduled = true;
      endOfTick.execute(this::beginAll);
    }
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
