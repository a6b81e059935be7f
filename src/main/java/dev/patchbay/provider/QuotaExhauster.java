package dev.patchbay.provider;

import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.redis.SpentQuota;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Somebody else in the account who takes every request as it becomes due, by the real counter in
 * Redis. Blocks; not for an event loop.
 */
final class QuotaExhauster implements AutoCloseable {

  /**
   * So slow that nothing becomes due between two looks of the neighbour, even on a busy machine,
   * and that no replica draws tokens ahead of need, which it would go on using when the neighbour
   * has come; so many at once that no verification comes to the end of them.
   */
  static final RateLimit LIMIT = new RateLimit(2, 1_000_000);

  /** How soon the first request is due when the neighbour has gone. */
  private static final long DUE_MILLIS = 500;

  private static final long LOOK_MILLIS = 50;
  private static final int CALL_SECONDS_MAX = 10;
  private static final RedisLimits LIMITS = new RedisLimits(5_000, 5_000, 10_000, 1);

  private final Vertx vertx;
  private final Context loop;
  private final RedisNodes nodes;
  private final SpentQuota quota;
  private final String accountId;
  private long timer = -1;

  QuotaExhauster(Vertx vertx, RedisTopology redis, String accountId) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.accountId = accountId;
    this.nodes = redis.open(vertx, 1, LIMITS, RedisMeter.NONE);
    this.quota = new SpentQuota(nodes, LIMIT);
  }

  /** Takes all there is now and what becomes due for so long. */
  void begin(Duration time) {
    long endNanos = System.nanoTime() + time.toNanos() - TimeUnit.MILLISECONDS.toNanos(DUE_MILLIS);
    onLoop(
        spending ->
            spending
                .spend(accountId)
                .onSuccess(spent -> timer = vertx.setPeriodic(LOOK_MILLIS, id -> look(endNanos))));
  }

  private void look(long endNanos) {
    if (System.nanoTime() - endNanos > 0) {
      vertx.cancelTimer(timer);
      return;
    }
    quota.spend(accountId);
  }

  /** Leaves, and gives back what was taken. */
  void end() {
    onLoop(
        spending -> {
          vertx.cancelTimer(timer);
          return spending.forgive(accountId);
        });
  }

  private void onLoop(Function<SpentQuota, Future<?>> work) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    loop.runOnContext(
        begun ->
            work.apply(quota)
                .onComplete(done::complete, failure -> done.completeExceptionally(failure)));
    try {
      done.get(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("the counter does not answer", failure);
    }
  }

  @Override
  public void close() {
    loop.runOnContext(begun -> nodes.close());
  }
}
