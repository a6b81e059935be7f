package dev.patchbay.store.redis.connection;

import io.vertx.core.Future;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis is worth asking. While the circuit is open nobody asks but a probe, until one is
 * answered. A sign that Redis is away is none when anybody was answered after it began, and a wait
 * that a request cut short is none either. Belongs to one event loop.
 */
public final class CircuitBreaker {

  /** What the circuit has done for it. */
  interface Owner {

    /** The connections there are lead nowhere. */
    void opened();

    /** Asks Redis on a new connection, in bounded time; what succeeds closes the circuit. */
    Future<Void> probe();
  }

  /** Runs an action once, after some time. */
  interface Timer {
    void after(long millis, Runnable action);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  /** One late answer may be one slow command; a second one, with no answer between, is not. */
  private static final int SILENCES_MAX = 2;

  private static final long PROBE_MILLIS_MIN = 25;

  /** So soon after its return Redis is used again, or one probe's deadline later. */
  public static final long PROBE_MILLIS_MAX = 250;

  private final Timer timer;
  private final RedisMeter meter;
  private final Owner owner;
  private final LongSupplier nanoClock;
  private final Random jitter = new Random();
  private boolean open;
  private boolean ended;
  private int silences;
  private long answeredNanos;
  private long openedNanos;
  private long refused;

  /**
   * A closed one.
   *
   * @param nanoClock nanoseconds from any origin, such as {@link System#nanoTime}
   */
  CircuitBreaker(Timer timer, RedisMeter meter, Owner owner, LongSupplier nanoClock) {
    this.timer = timer;
    this.meter = meter;
    this.owner = owner;
    this.nanoClock = nanoClock;
    this.answeredNanos = nanoClock.getAsLong();
  }

  /** Whether to ask; each no is counted. */
  boolean admits() {
    if (open) {
      refused++;
    }
    return !open;
  }

  /** Redis has answered, be it with an error. */
  void answered() {
    silences = 0;
    answeredNanos = nanoClock.getAsLong();
  }

  /**
   * What was begun then has failed.
   *
   * @param begunNanos by the clock
   */
  void failed(RedisFailure failure, long begunNanos) {
    if (failure.fault().isReply()) {
      answered();
    }
    boolean answeredSince = begunNanos - answeredNanos < 0;
    if (open || ended || (answeredSince && !failure.fault().isReply())) {
      return;
    }
    boolean away =
        switch (failure.fault().after()) {
          case OPEN_CIRCUIT -> true;
          case SUSPECT -> ++silences >= SILENCES_MAX;
          case NOTHING, DROP_CONNECTION -> false;
        };
    if (away) {
      open(failure);
    }
  }

  private void open(RedisFailure cause) {
    open = true;
    openedNanos = nanoClock.getAsLong();
    refused = 0;
    LOG.warn("Redis is away, probing for its return: {}: {}", cause.fault(), cause.getMessage());
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
    answered();
    open = false;
    long millis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - openedNanos);
    LOG.info("Redis answers again after {} ms; refused calls: {}", millis, refused);
    meter.circuit(false);
  }

  /** No more probes. */
  void end() {
    ended = true;
  }
}
