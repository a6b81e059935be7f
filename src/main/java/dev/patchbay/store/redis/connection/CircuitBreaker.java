package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker for one Redis server. While it is open only probes call Redis, until one
 * succeeds. A failure of a call does not count when another call that started later was answered,
 * or when the request itself ended the wait. Belongs to one event loop.
 */
public final class CircuitBreaker {

  /** The connections that the circuit breaker protects. */
  interface Owner {

    /** Closes all connections, because the server may not be reachable over them. */
    void opened();

    /** Calls Redis on a new connection, in bounded time; a success closes the circuit. */
    Future<Void> probe();
  }

  /** Runs an action once, after some time. */
  interface Timer {
    void after(long millis, Runnable action);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  /** One timeout may be a slow command; a second one without a reply in between is not. */
  private static final int TIMEOUTS_MAX = 2;

  private static final long PROBE_MILLIS_MIN = 25;

  /** The longest pause between probes, and so the delay after which a recovered Redis is used. */
  public static final long PROBE_MILLIS_MAX = 250;

  private final Timer timer;
  private final RedisMeter meter;
  private final Owner owner;
  private final LongSupplier nanoClock;
  private final Random jitter = new Random();
  private boolean open;
  private boolean ended;
  private int timeouts;
  private long lastReplyNanos;
  private long openedNanos;
  private long refused;

  /**
   * A closed circuit breaker.
   *
   * @param nanoClock nanoseconds from any origin, such as {@link System#nanoTime}
   */
  CircuitBreaker(Timer timer, RedisMeter meter, Owner owner, LongSupplier nanoClock) {
    this.timer = timer;
    this.meter = meter;
    this.owner = owner;
    this.nanoClock = nanoClock;
    this.lastReplyNanos = nanoClock.getAsLong();
  }

  /** Returns whether to call Redis, and counts refusals. */
  boolean allow() {
    if (open) {
      refused++;
    }
    return !open;
  }

  /** Records a reply, also an error reply. */
  void recordSuccess() {
    timeouts = 0;
    lastReplyNanos = nanoClock.getAsLong();
  }

  /**
   * Records a failed call.
   *
   * @param begunNanos the start of the call, by the clock
   */
  void recordFailure(RedisFailure failure, long begunNanos) {
    if (failure.fault().isReply()) {
      recordSuccess();
    }
    boolean repliedSince = begunNanos - lastReplyNanos < 0;
    if (open || ended || (repliedSince && !failure.fault().isReply())) {
      return;
    }
    boolean opens =
        switch (failure.fault().after()) {
          case OPEN_CIRCUIT -> true;
          case SUSPECT -> ++timeouts >= TIMEOUTS_MAX;
          case NOTHING, DROP_CONNECTION -> false;
        };
    if (opens) {
      open(failure);
    }
  }

  private void open(RedisFailure cause) {
    open = true;
    openedNanos = nanoClock.getAsLong();
    refused = 0;
    LOG.warn("Redis does not answer, probing it: {}: {}", cause.fault(), cause.getMessage());
    meter.circuit(true);
    owner.opened();
    probeWithin(PROBE_MILLIS_MIN);
  }

  private void probeWithin(long millisMax) {
    timer.after(1 + jitter.nextLong(millisMax), () -> probe(millisMax));
  }

  private void probe(long millisMax) {
    if (ended) {
      return;
    }
    Future.succeededFuture()
        .compose(begun -> owner.probe())
        .onComplete(
            (answered, failure) -> {
              if (failure == null) {
                close();
              } else {
                probeWithin(Math.min(PROBE_MILLIS_MAX, 2 * millisMax));
              }
            });
  }

  private void close() {
    recordSuccess();
    open = false;
    long millis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - openedNanos);
    LOG.info("Redis answers again after {} ms; refused calls: {}", millis, refused);
    meter.circuit(false);
  }

  /** Stops the probes. */
  void end() {
    ended = true;
  }
}
