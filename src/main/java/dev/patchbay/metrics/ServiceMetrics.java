package dev.patchbay.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All meters of the service: its own, those of Vert.x and those of the JVM. Safe to use from any
 * thread.
 */
public final class ServiceMetrics implements AutoCloseable {

  /** One timer for each operation and outcome: how long requests took, in seconds. */
  static final String OPERATION_SECONDS = "patchbay.operation";

  /** One counter for each decider and decision of the throttle. */
  static final String THROTTLE = "patchbay.throttle.decisions";

  /** One counter for each kind of fault between the store and Redis. */
  static final String REDIS_FAULTS = "patchbay.redis.faults";

  /** How many event loops have stopped asking Redis. */
  static final String CIRCUITS_OPEN = "patchbay.redis.circuits.open";

  /** Records and entries that could not be read, each time that they were met. */
  static final String CORRUPT = "patchbay.store.corrupt";

  /** One gauge for each setting of Redis that durability needs. */
  static final String DURABILITY_SETTING = "patchbay.durability.setting";

  static final String DURABILITY_STRICT = "patchbay.durability.strict";

  /** What Vert.x may tell apart: the local sockets, methods, statuses and pools, never a caller. */
  private static final Set<Label> BOUNDED_LABELS =
      EnumSet.of(Label.LOCAL, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_NAME, Label.POOL_TYPE);

  private record Outcome(String operation, int status) {}

  private record Decision(Enum<?> decider, boolean admitted) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentMap<Outcome, Timer> timers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Decision, Counter> throttleCounters = new ConcurrentHashMap<>();
  private final ConcurrentMap<Enum<?>, Counter> redisFaults = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicInteger> durabilitySettings = new ConcurrentHashMap<>();
  private final AtomicInteger circuitsOpen = new AtomicInteger();
  private final AtomicInteger strict = new AtomicInteger();
  private final Counter corrupt;
  private final JvmGcMetrics gc = new JvmGcMetrics();

  public ServiceMetrics() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    corrupt =
        Counter.builder(CORRUPT)
            .description("Stored records and entries that cannot be read, each time they are met")
            .register(registry);
    Gauge.builder(CIRCUITS_OPEN, circuitsOpen::get)
        .description("Event loops that have stopped asking Redis and probe for its return")
        .register(registry);
    Gauge.builder(DURABILITY_STRICT, strict::get)
        .description("1 where changes wait for a replica, else 0")
        .register(registry);
  }

  /**
   * A builder of a Vert.x whose meters are here; without those of its event bus, which nothing
   * uses.
   */
  public VertxBuilder vertxBuilder() {
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setRegistryName(UUID.randomUUID().toString()) // Vert.x gives a name's first registry.
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            .setLabels(BOUNDED_LABELS);
    return Vertx.builder()
        .with(new VertxOptions().setMetricsOptions(options))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }

  /** Records one request; both labels come from tables, never from the caller. */
  public void operationEnded(String operation, int status, long nanos) {
    timers
        .computeIfAbsent(new Outcome(operation, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Outcome outcome) {
    return Timer.builder(OPERATION_SECONDS)
        .description(
            "Requests by operation and HTTP status, from the routing to the end of the answer")
        .tag("operation", outcome.operation())
        .tag("status", String.valueOf(outcome.status()))
        .register(registry);
  }

  /**
   * Counts one decision of the throttle.
   *
   * @param decider who decided, one constant of an enum
   */
  public void throttleDecided(Enum<?> decider, boolean admitted) {
    throttleCounters
        .computeIfAbsent(new Decision(decider, admitted), this::throttleCounter)
        .increment();
  }

  private Counter throttleCounter(Decision decision) {
    return Counter.builder(THROTTLE)
        .description("Requests by who decided on them and whether they were admitted")
        .tag("decider", decision.decider().name().toLowerCase(Locale.ROOT))
        .tag("admitted", String.valueOf(decision.admitted()))
        .register(registry);
  }

  /**
   * Counts one call that ended in a fault of Redis.
   *
   * @param fault one constant of an enum
   */
  public void redisFailed(Enum<?> fault) {
    redisFaults
        .computeIfAbsent(
            fault,
            kind ->
                Counter.builder(REDIS_FAULTS)
                    .description("Calls of the store that ended in a fault of Redis")
                    .tag("fault", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry))
        .increment();
  }

  /** Counts something stored that cannot be read. */
  public void corruptFound() {
    corrupt.increment();
  }

  /** One event loop has stopped asking Redis, or asks it again. */
  public void circuitChanged(boolean open) {
    circuitsOpen.addAndGet(open ? 1 : -1);
  }

  /**
   * What a setting of Redis was found to be.
   *
   * @param holds 1 as it must be, 0 not so, -1 not known
   */
  public void durabilityChecked(String setting, int holds) {
    durabilitySettings
        .computeIfAbsent(
            setting,
            name -> {
              AtomicInteger value = new AtomicInteger();
              Gauge.builder(DURABILITY_SETTING, value::get)
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

  /** All meters in the Prometheus text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
