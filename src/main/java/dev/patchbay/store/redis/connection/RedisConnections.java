package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Leases pooled connections to one Redis. Each acquire and each batch has a deadline; a connection
 * whose state is in doubt is closed for real and never given to the next borrower; a Redis that is
 * away is not asked. After an outage all connections are new ones, for those that outlived it may
 * lead nowhere. Belongs to one event loop.
 *
 * <p>Everything here fails with {@link RedisFailure} alone.
 */
public final class RedisConnections {

  private final Vertx vertx;
  private final RedisAccess access;
  private final URI uri;
  private final int poolSize;
  private final RedisLimits limits;
  private final RedisMeter meter;
  private final LongSupplier nanoClock;
  private final CircuitBreaker circuit;
  private final Lease.Terms terms;
  private RedisPool pool;
  private boolean closed;

  public RedisConnections(Vertx vertx, URI uri, int poolSize, RedisLimits limits) {
    this(vertx, uri, poolSize, limits, RedisMeter.NONE);
  }

  public RedisConnections(
      Vertx vertx, URI uri, int poolSize, RedisLimits limits, RedisMeter meter) {
    this(vertx, RedisAccess.of(uri), uri, poolSize, limits, meter, System::nanoTime);
  }

  public RedisConnections(
      Vertx vertx,
      RedisAccess access,
      URI uri,
      int poolSize,
      RedisLimits limits,
      RedisMeter meter,
      LongSupplier nanoClock) {
    this.vertx = vertx;
    this.access = access;
    this.uri = uri;
    this.poolSize = poolSize;
    this.limits = limits;
    this.meter = meter;
    this.nanoClock = nanoClock;
    this.circuit =
        new CircuitBreaker(
            (millis, action) -> vertx.setTimer(millis, id -> action.run()),
            meter,
            new Outage(),
            nanoClock);
    this.terms = new Lease.Terms(HostPort.of(uri), limits, meter, circuit, nanoClock);
    this.pool = new RedisPool(vertx, access, uri, poolSize, limits, meter);
  }

  /** Where they lead, without the password. */
  public HostPort address() {
    return terms.address();
  }

  public LongSupplier nanoClock() {
    return nanoClock;
  }

  private Deadline deadline() {
    return Deadline.in(limits.requestTimeoutMillis(), nanoClock);
  }

  /** A connection of one's own, until {@link Lease#release}, with the limits' time for all. */
  public Future<Lease> lease() {
    return lease(deadline());
  }

  /**
   * A connection of one's own, until {@link Lease#release}.
   *
   * @param deadline of this and of all that is sent on it
   */
  public Future<Lease> lease(Deadline deadline) {
    if (!circuit.admits()) {
      return Future.failedFuture(new RedisFailure(RedisFault.CIRCUIT_OPEN, "Redis is away"));
    }
    if (!deadline.allows(limits.replyMillisMin())) {
      return Future.failedFuture(RedisFailure.tooLate());
    }
    RedisPool from = pool;
    long begunNanos = nanoClock.getAsLong();
    return from.acquire(
            deadline.millisLeft(limits.acquireTimeoutMillis()),
            silence -> circuit.failed(silence, begunNanos))
        .onFailure(failure -> circuit.failed((RedisFailure) failure, begunNanos))
        .map(connection -> new Lease(terms, from, connection, deadline));
  }

  /** Runs the work on a connection and gives it back. */
  public <T> Future<T> onLease(Deadline deadline, Function<Lease, Future<T>> work) {
    return lease(deadline).compose(lease -> lease.use(work));
  }

  /** Sends commands that only read, in one write, and again where the connection is lost. */
  public Future<List<Response>> send(List<Request> commands) {
    return send(commands, deadline());
  }

  public Future<List<Response>> send(List<Request> commands, Deadline deadline) {
    return sendOnce(commands, deadline)
        .recover(
            failure ->
                ((RedisFailure) failure).fault().isLostConnection()
                    ? sendOnce(commands, deadline)
                    : Future.failedFuture(failure));
  }

  private Future<List<Response>> sendOnce(List<Request> commands, Deadline deadline) {
    return onLease(deadline, lease -> lease.batch(commands));
  }

  public void close() {
    closed = true;
    circuit.end();
    pool.close();
  }

  private final class Outage implements CircuitBreaker.Owner {

    /** What is under way there has until its deadline. */
    @Override
    public void opened() {
      RedisPool lost = pool;
      vertx.setTimer(limits.commandTimeoutMillis(), id -> lost.close());
    }

    @Override
    public Future<Void> probe() {
      RedisPool fresh = new RedisPool(vertx, access, uri, poolSize, limits, meter);
      return fresh
          .ping()
          .onSuccess(
              answered -> {
                if (closed) {
                  fresh.close();
                  return;
                }
                pool = fresh;
              })
          .onFailure(failure -> fresh.close());
    }
  }
}
