package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One pool of connections, in use until its Redis is found to be away. Belongs to one event loop.
 */
final class RedisPool {

  /**
   * Many callers may wait for a moment, but a queue that outlives the acquire deadline is of no use
   * to anyone.
   */
  private static final int POOL_WAITERS_MAX = 1_024;

  /** The largest deletion is that of an API: a few commands for each of its collections. */
  static final int COMMANDS_IN_FLIGHT_MAX = 16_384;

  /** Closes a socket whose handshake is never answered, for which the client has no deadline. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  private final Vertx vertx;
  private final Redis redis;
  private final int size;
  private final RedisLimits limits;
  private final RedisMeter meter;
  private int leased;

  RedisPool(
      Vertx vertx, RedisAccess access, URI uri, int size, RedisLimits limits, RedisMeter meter) {
    this.vertx = vertx;
    this.size = size;
    this.limits = limits;
    this.meter = meter;
    NetClientOptions net =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setConnectTimeout(Math.toIntExact(limits.silenceMillis()))
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
    access.secure(net);
    this.redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(uri.toString())
                .setMaxPoolSize(size)
                .setMaxPoolWaiting(POOL_WAITERS_MAX)
                .setMaxWaitingHandlers(COMMANDS_IN_FLIGHT_MAX)
                .setNetClientOptions(net));
  }

  /** A connection, to be returned by {@link #release}; fails with {@link RedisFailure}. */
  Future<RedisConnection> acquire(long timeoutMillis) {
    return acquire(timeoutMillis, silent -> {});
  }

  /**
   * A connection, to be returned by {@link #release}; fails with {@link RedisFailure}.
   *
   * @param silent told when a handshake is not over after the full time of a command, whether the
   *     caller waits for it or not
   */
  Future<RedisConnection> acquire(long timeoutMillis, Consumer<RedisFailure> silent) {
    if (timeoutMillis <= 0) {
      return Future.failedFuture(RedisFailure.tooLate());
    }
    long begunNanos = System.nanoTime();
    meter.waiting(1);
    return inTime(connect(), timeoutMillis, silent)
        .onComplete(
            settled -> {
              meter.waiting(-1);
              meter.acquired(System.nanoTime() - begunNanos);
            });
  }

  private Future<RedisConnection> connect() {
    try {
      return redis.connect();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** One that is at hand, as most are, needs no timer. */
  private Future<RedisConnection> inTime(
      Future<RedisConnection> connecting, long timeoutMillis, Consumer<RedisFailure> silent) {
    Promise<RedisConnection> acquired = Promise.promise();
    connecting.onComplete(
        (connection, failure) -> {
          if (failure != null) {
            acquired.tryFail(notConnected(failure));
            return;
          }
          leased++;
          meter.inUse(1);
          if (!acquired.tryComplete(connection)) {
            release(connection);
          }
        });
    if (!acquired.future().isComplete()) {
      long timer = vertx.setTimer(timeoutMillis, id -> acquired.tryFail(late(timeoutMillis)));
      acquired.future().onComplete(settled -> vertx.cancelTimer(timer));
      long silence = vertx.setTimer(limits.silenceMillis(), id -> tellSilence(connecting, silent));
      connecting.onComplete(settled -> vertx.cancelTimer(silence));
    }
    return acquired.future();
  }

  private void tellSilence(Future<RedisConnection> connecting, Consumer<RedisFailure> silent) {
    if (!connecting.isComplete() && leased < size) {
      silent.accept(
          new RedisFailure(
              RedisFault.NO_ANSWER, "no connection in " + limits.silenceMillis() + " ms"));
    }
  }

  /** A connection that is lost while it is made was never there. */
  private static RedisFailure notConnected(Throwable cause) {
    RedisFailure failure = RedisFailure.of(cause, RedisFault.NO_CONNECTION);
    return failure.fault().isLostConnection()
        ? new RedisFailure(RedisFault.NO_CONNECTION, String.valueOf(failure.getMessage()))
        : failure;
  }

  /**
   * With all connections in use it is our callers who are slow; else it is Redis, unless the caller
   * had less than the time that a connection may take.
   */
  private RedisFailure late(long waitedMillis) {
    if (leased >= size) {
      return new RedisFailure(RedisFault.POOL_EXHAUSTED, "no connection came back in time");
    }
    return waitedMillis < limits.acquireTimeoutMillis()
        ? RedisFailure.tooLate()
        : new RedisFailure(RedisFault.HANDSHAKE_LATE, "no connection within the deadline");
  }

  void release(RedisConnection connection) {
    leased--;
    meter.inUse(-1);
    connection.close();
  }

  /**
   * Asks on a connection of its own whether Redis serves, in the time that any other command has;
   * fails with {@link RedisFailure}.
   */
  Future<Void> ping() {
    return acquire(limits.silenceMillis())
        .compose(
            connection ->
                connection
                    .send(Request.cmd(Command.PING))
                    .timeout(limits.commandTimeoutMillis(), TimeUnit.MILLISECONDS)
                    .onComplete(answered -> release(connection)))
        .<Void>mapEmpty()
        .recover(
            failure -> Future.failedFuture(RedisFailure.of(failure, RedisFault.NO_CONNECTION)));
  }

  /** Closes all connections, those that still shake hands too. */
  void close() {
    redis.close();
  }
}
