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
 * Leases pooled connections to one Redis server. Each acquire and each batch has a deadline; a
 * connection in an unknown state is closed and never lent again; while the circuit breaker is open,
 * calls fail at once. After an outage all connections are new, because old ones may be broken.
 * Belongs to one event loop.
 *
 * <p>All futures fail with {@link RedisFailure} only.
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

  /** Returns the address, without the password. */
  public HostPort address() {
    return terms.address();
  }

  public LongSupplier nanoClock() {
    return nanoClock;
  }

  private Deadline deadline() {
    return Deadline.in(limits.requestTimeoutMillis(), nanoClock);
  }

  /** Leases a connection until {@link Lease#release}, with the deadline of the limits. */
  public Future<Lease> lease() {
    return lease(deadline());
  }

  /**
   * Leases a connection until {@link Lease#release}.
   *
   * @param deadline of the acquire and of all commands on the connection
   */
  public Future<Lease> lease(Deadline deadline) {
    if (!circuit.allow()) {
      return Future.failedFuture(
          new RedisFailure(RedisFault.CIRCUIT_OPEN, "Redis does not answer"));
    }
    if (!deadline.allows(limits.replyMillisMin())) {
      return Future.failedFuture(RedisFailure.tooLate());
    }
    RedisPool from = pool;
    long begunNanos = nanoClock.getAsLong();
    return from.acquire(
            deadline.millisLeft(limits.acquireTimeoutMillis()),
            timeout -> circuit.recordFailure(timeout, begunNanos))
        .onFailure(failure -> circuit.recordFailure((RedisFailure) failure, begunNanos))
        .map(connection -> new Lease(terms, from, connection, deadline));
  }

  /** Runs the work on a connection and returns the connection. */
  public <T> Future<T> onLease(Deadline deadline, Function<Lease, Future<T>> work) {
    return lease(deadline).compose(lease -> lease.use(work));
  }

  /** Sends read-only commands in one write, and again where the connection is lost. */
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

    /** Running calls on the old pool have until their deadline. */
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
