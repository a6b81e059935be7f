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
 * A pool of connections to one server, which is replaced after an outage. Belongs to one event
 * loop.
 */
final class RedisPool {

  /**
   * Many callers may wait for a moment, but a longer queue would not be served within the acquire
   * timeout.
   */
  private static final int POOL_WAITERS_MAX = 1_024;

  /** The largest deletion is that of an API: a few commands for each of its collections. */
  static final int COMMANDS_IN_FLIGHT_MAX = 16_384;

  /** Closes a socket whose handshake is not answered, because the client has no timeout for it. */
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
            .setConnectTimeout(Math.toIntExact(limits.fullTimeoutMillis()))
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

  /** Acquires a connection, to be returned by {@link #release}; fails with {@link RedisFailure}. */
  Future<RedisConnection> acquire(long timeoutMillis) {
    return acquire(timeoutMillis, silent -> {});
  }

  /**
   * Acquires a connection, to be returned by {@link #release}; fails with {@link RedisFailure}.
   *
   * @param timedOut called when a handshake exceeds the timeout of a command, whether the caller
   *     waits for it or not
   */
  Future<RedisConnection> acquire(long timeoutMillis, Consumer<RedisFailure> timedOut) {
    if (timeoutMillis <= 0) {
      return Future.failedFuture(RedisFailure.tooLate());
    }
    long begunNanos = System.nanoTime();
    meter.waiting(1);
    return inTime(connect(), timeoutMillis, timedOut)
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

  /** An idle connection, the usual case, needs no timer. */
  private Future<RedisConnection> inTime(
      Future<RedisConnection> connecting, long timeoutMillis, Consumer<RedisFailure> timedOut) {
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
      long report =
          vertx.setTimer(limits.fullTimeoutMillis(), id -> reportTimeout(connecting, timedOut));
      connecting.onComplete(settled -> vertx.cancelTimer(report));
    }
    return acquired.future();
  }

  private void reportTimeout(Future<RedisConnection> connecting, Consumer<RedisFailure> timedOut) {
    if (!connecting.isComplete() && leased < size) {
      timedOut.accept(
          new RedisFailure(
              RedisFault.NO_ANSWER, "no connection in " + limits.fullTimeoutMillis() + " ms"));
    }
  }

  /** A connection that is lost during its handshake could not be made. */
  private static RedisFailure notConnected(Throwable cause) {
    RedisFailure failure = RedisFailure.of(cause, RedisFault.NO_CONNECTION);
    return failure.fault().isLostConnection()
        ? new RedisFailure(RedisFault.NO_CONNECTION, String.valueOf(failure.getMessage()))
        : failure;
  }

  /**
   * With all connections in use the callers are slow; otherwise Redis is, unless the caller had
   * less time than a connection may take.
   */
  private RedisFailure late(long waitedMillis) {
    if (leased >= size) {
      return new RedisFailure(RedisFault.POOL_EXHAUSTED, "no connection was returned in time");
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
   * Probes Redis on a connection of its own, with the timeout of a command; fails with {@link
   * RedisFailure}.
   */
  Future<Void> ping() {
    return acquire(limits.fullTimeoutMillis())
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

  /** Closes all connections, also during their handshake. */
  void close() {
    redis.close();
  }
}
