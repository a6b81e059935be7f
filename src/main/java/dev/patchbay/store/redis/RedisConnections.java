package dev.patchbay.store.redis;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases pooled connections. Each acquire and each batch has a deadline; a connection whose state
 * is in doubt is closed for real and never given to the next borrower. Belongs to one event loop.
 */
public final class RedisConnections {

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);

  /**
   * Many callers may wait for a moment, but a queue that outlives the acquire deadline is of no use
   * to anyone.
   */
  private static final int POOL_WAITERS_MAX = 1_024;

  /** The largest batch is the deletion of an API: a few commands for each of its collections. */
  private static final int COMMANDS_IN_FLIGHT_MAX = 16_384;

  /** Reaps sockets whose handshake failed, which the client forgets to close. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  private final Vertx vertx;
  private final Redis redis;
  private final RedisLimits limits;

  public RedisConnections(Vertx vertx, URI uri, int poolSize, RedisLimits limits) {
    this(vertx, RedisAccess.of(uri), uri, poolSize, limits);
  }

  RedisConnections(Vertx vertx, RedisAccess access, URI uri, int poolSize, RedisLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
    NetClientOptions net =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setConnectTimeout(Math.toIntExact(limits.acquireTimeoutMillis()))
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
    access.secure(net);
    this.redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(uri.toString())
                .setMaxPoolSize(poolSize)
                .setMaxPoolWaiting(POOL_WAITERS_MAX)
                .setMaxWaitingHandlers(COMMANDS_IN_FLIGHT_MAX)
                .setNetClientOptions(net));
  }

  /** A connection of one's own, until {@link Lease#release}. */
  Future<Lease> lease() {
    Promise<Lease> leased = Promise.promise();
    long timer =
        vertx.setTimer(
            limits.acquireTimeoutMillis(),
            id -> leased.tryFail(unavailable("no connection to Redis within the deadline")));
    redis
        .connect()
        .onComplete(
            (connection, failure) -> {
              vertx.cancelTimer(timer);
              if (failure != null) {
                leased.tryFail(unavailable(failure));
              } else if (!leased.tryComplete(new Lease(connection))) {
                connection.close();
              }
            });
    return leased.future();
  }

  /**
   * Sends commands that watch nothing, in one write on any connection.
   *
   * @return the replies, one for each; fails with {@link ServiceException} SERVICE_UNAVAILABLE
   */
  public Future<List<Response>> send(List<Request> commands) {
    return lease().compose(lease -> lease.batch(commands).onComplete(outcome -> lease.release()));
  }

  public void close() {
    redis.close();
  }

  static ServiceException unavailable(Throwable cause) {
    if (cause instanceof ServiceException known) {
      return known;
    }
    return unavailable(cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  /** What went wrong is for the log; the caller learns only that it may try again. */
  private static ServiceException unavailable(String reason) {
    LOG.warn("Redis is not available: {}", reason);
    return new ServiceException(
        ErrorCode.SERVICE_UNAVAILABLE, "The store is not available. Please try again later.");
  }

  /** One connection between its borrowing and its return. */
  final class Lease {

    private final RedisConnection connection;
    private boolean watching;
    private boolean inDoubt;

    private Lease(RedisConnection connection) {
      this.connection = connection;
    }

    /**
     * Sends commands in one write; the replies come in one list. A {@link Redirect} is for the
     * topology, and is passed on as it came.
     */
    Future<List<Response>> batch(List<Request> commands) {
      return inTime(connection.batch(commands))
          .recover(
              failure ->
                  Future.failedFuture(
                      Redirect.in(failure).isPresent() ? failure : unavailable(failure)));
    }

    /** Sends one command; unlike a batch it fails with Redis's own error, an {@link ErrorType}. */
    Future<Response> send(Request command) {
      return inTime(connection.send(command));
    }

    /** An error reply is an answer and leaves the connection in order; all else leaves doubt. */
    private <T> Future<T> inTime(Future<T> replies) {
      return replies
          .timeout(limits.commandTimeoutMillis(), TimeUnit.MILLISECONDS)
          .onFailure(failure -> inDoubt |= !(failure instanceof ErrorType));
    }

    /**
     * From the first WATCH on, the connection goes back only after {@link #watchEnded} or an
     * UNWATCH.
     */
    void watchBegun() {
      watching = true;
    }

    /** EXEC was answered: whatever it said, no key is watched any more. */
    void watchEnded() {
      watching = false;
    }

    /** Gives the connection back, clean. Called exactly once, on the event loop. */
    void release() {
      if (inDoubt) {
        // SELECT marks the connection as changed, so that the pool closes its socket.
        connection.send(Request.cmd(Command.SELECT).arg(0)).onFailure(alreadyClosed -> {});
      } else if (watching) {
        // Not waited for: its reply precedes those of the next borrower.
        connection.send(Request.cmd(Command.UNWATCH)).onFailure(alreadyClosed -> {});
      }
      connection.close();
    }
  }
}
