package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** The meters of the connections to Redis. */
public final class RedisMetrics {

  /** Upper bounds: a Redis nearby takes less than one millisecond, and the deadline is at 500. */
  private static final Duration[] BUCKETS =
      LongStream.of(500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 500_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<Enum<?>, Counter> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> durabilitySettings = new ConcurrentHashMap<>();
  private final AtomicInteger circuitsOpen = new AtomicInteger();
  private final AtomicInteger strict = new AtomicInteger();
  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicInteger waiters = new AtomicInteger();
  private final Counter corrupt;
  private final Counter embeddedRestarts;
  private final Counter topologyChanges;
  private final Timer acquire;
  private final Timer command;

  RedisMetrics(MeterRegistry registry) {
    this.registry = registry;
    corrupt =
        Counter.builder("patchbay.store.corrupt")
            .description("Stored records and entries that cannot be read, at each read")
            .register(registry);
    topologyChanges =
        Counter.builder("patchbay.redis.topology.changes")
            .description("New masters and owners of slots, as each event loop discovers them")
            .register(registry);
    embeddedRestarts =
        Counter.builder("patchbay.embedded.redis.restarts")
            .description("Restarts of the embedded Redis after it had died")
            .register(registry);
    acquire =
        timer("patchbay.redis.acquire", "The wait for a connection to Redis, successful or not");
    command =
        timer("patchbay.redis.command", "From the sending of commands in one write to all replies");
    gauge(
        "patchbay.redis.circuits.open",
        "Open circuit breakers: event loops that only probe Redis",
        circuitsOpen::get);
    gauge("patchbay.redis.pool.connections.in.use", "Borrowed connections to Redis", inUse::get);
    gauge("patchbay.redis.pool.waiters", "Calls that wait for a connection to Redis", waiters::get);
    gauge("patchbay.durability.strict", "1 where changes wait for a replica, else 0", strict::get);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** Registers the counters, so that events which never happen are 0. */
  public void expectFaults(Collection<? extends Enum<?>> kinds) {
    kinds.forEach(this::faultCounter);
  }

  /**
   * Counts a call that ended in a fault of Redis.
   *
   * @param fault one constant of an enum
   */
  public void failed(Enum<?> fault) {
    faultCounter(fault).increment();
  }

  private Counter faultCounter(Enum<?> fault) {
    return cached(
        faults,
        fault,
        unseen ->
            Counter.builder("patchbay.redis.faults")
                .description("Calls of the store that ended in a fault of Redis")
                .tag("fault", label(unseen))
                .register(registry));
  }

  /** Counts a stored value that cannot be read. */
  public void corruptFound() {
    corrupt.increment();
  }

  /** Counts a circuit breaker that has opened or closed. */
  public void circuitChanged(boolean open) {
    circuitsOpen.addAndGet(open ? 1 : -1);
  }

  /** Counts borrowed connections. */
  public void inUseChanged(int by) {
    inUse.addAndGet(by);
  }

  /** Counts calls that wait for a connection. */
  public void waitersChanged(int by) {
    waiters.addAndGet(by);
  }

  /** Records the wait for a connection. */
  public void acquired(long nanos) {
    acquire.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Records the time until all replies of a batch. */
  public void answered(long nanos) {
    command.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts a restart of the embedded Redis. */
  public void embeddedRestarted() {
    embeddedRestarts.increment();
  }

  /** Counts a change of a master or of the owner of slots. */
  public void topologyChanged() {
    topologyChanges.increment();
  }

  /**
   * Records the verdict on a setting of Redis.
   *
   * @param holds 1 as durability needs it, 0 not so, -1 unknown
   */
  public void durabilityChecked(String setting, int holds) {
    cached(
            durabilitySettings,
            setting,
            name -> {
              AtomicInteger value = new AtomicInteger();
              Gauge.builder("patchbay.durability.setting", value::get)
                  .description("Settings of Redis: 1 as durability needs it, 0 not so, -1 unknown")
                  .tag("setting", name)
                  .register(registry);
              return value;
            })
        .set(holds);
  }

  /** Records whether changes wait for a replica. */
  public void durabilityIs(boolean strictly) {
    strict.set(strictly ? 1 : 0);
  }
}
