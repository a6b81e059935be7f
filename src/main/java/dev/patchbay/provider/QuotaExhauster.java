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
 * Exhausts the rate limit of an account through its counter in Redis, as another caller of the
 * account would. Blocks; not for an event loop.
 */
final class QuotaExhauster implements AutoCloseable {

  /**
   * The rate is low: no token is refilled between two polls, even on a busy machine, and no replica
   * leases tokens in advance, which it could spend after the limit is exhausted. The burst is
   * larger than any verification needs.
   */
  static final RateLimit LIMIT = new RateLimit(2, 1_000_000);

  /** The time until the next token is refilled. */
  private static final long REFILL_MILLIS = 500;

  private static final long POLL_MILLIS = 50;
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

  /** Spends all tokens now, and all tokens that are refilled during this time. */
  void begin(Duration time) {
    long endNanos =
        System.nanoTime() + time.toNanos() - TimeUnit.MILLISECONDS.toNanos(REFILL_MILLIS);
    onLoop(
        counter ->
            counter
                .spend(accountId)
                .onSuccess(spent -> timer = vertx.setPeriodic(POLL_MILLIS, id -> poll(endNanos))));
  }

  private void poll(long endNanos) {
    if (System.nanoTime() - endNanos > 0) {
      vertx.cancelTimer(timer);
      return;
    }
    quota.spend(accountId);
  }

  /** Stops, and gives the spent tokens back. */
  void end() {
    onLoop(
        counter -> {
          vertx.cancelTimer(timer);
          return counter.forgive(accountId);
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
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the counter does not answer", e);
    }
  }

  @Override
  public void close() {
    loop.runOnContext(begun -> nodes.close());
  }
}
