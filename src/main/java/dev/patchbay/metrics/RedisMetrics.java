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

/** The meters of what goes on between the service and Redis. */
public final class RedisMetrics {

  /** Upper bounds: a Redis at hand takes less than one millisecond, and the deadline is at 500. */
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
            .description("Stored records and entries that cannot be read, each time they are met")
            .register(registry);
    topologyChanges =
        Counter.builder("patchbay.redis.topology.changes")
            .description("New masters and owners of slots, as each event loop comes to know them")
            .register(registry);
    embeddedRestarts =
        Counter.builder("patchbay.embedded.redis.restarts")
            .description("Deaths of the embedded Redis after which it was started again")
            .register(registry);
    acquire =
        timer("patchbay.redis.acquire", "From the wish for a connection to having it or giving up");
    command =
        timer("patchbay.redis.command", "From the sending of commands in one write to all replies");
    gauge(
        "patchbay.redis.circuits.open",
        "Event loops that have stopped asking Redis and probe for its return",
        circuitsOpen::get);
    gauge(
        "patchbay.redis.pool.connections.in.use",
        "Connections to Redis that somebody has",
        inUse::get);
    gauge(
        "patchbay.redis.pool.waiters",
        "Those who want a connection to Redis and have none yet",
        waiters::get);
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

  /** Counts nothing yet, so that what never happens is seen as 0. */
  public void expectFaults(Collection<? extends Enum<?>> kinds) {
    kinds.forEach(this::faultCounter);
  }

  /**
   * Counts one call that ended in a fault of Redis.
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

  /** Counts something stored that cannot be read. */
  public void corruptFound() {
    corrupt.increment();
  }

  /** One event loop has stopped asking Redis, or asks it again. */
  public void circuitChanged(boolean open) {
    circuitsOpen.addAndGet(open ? 1 : -1);
  }

  /** Connections were borrowed, or given back. */
  public void inUseChanged(int by) {
    inUse.addAndGet(by);
  }

  /** Somebody waits for a connection, or does so no more. */
  public void waitersChanged(int by) {
    waiters.addAndGet(by);
  }

  /** A connection was had, or given up. */
  public void acquired(long nanos) {
    acquire.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** All replies to one write have come. */
  public void answered(long nanos) {
    command.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The embedded Redis had died and runs again. */
  public void embeddedRestarted() {
    embeddedRestarts.increment();
  }

  /** Another master, or another owner of slots, is known. */
  public void topologyChanged() {
    topologyChanges.increment();
  }

  /**
   * What a setting of Redis was found to be.
   *
   * @param holds 1 as it must be, 0 not so, -1 not known
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

  /** Whether changes wait for a replica. */
  public void durabilityIs(boolean strictly) {
    strict.set(strictly ? 1 : 0);
  }
}
