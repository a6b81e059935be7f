package dev.patchbay.metrics;

import io.micrometer.core.instrument.Counter;
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

/**
 * All meters of the service: its own, those of Vert.x and those of the JVM. Safe to use from any
 * thread.
 */
public final class ServiceMetrics implements AutoCloseable {

  /** One timer for each operation and outcome: how long requests took, in seconds. */
  static final String OPERATION_SECONDS = "patchbay.operation";

  /** One counter for each decider and decision of the throttle. */
  static final String THROTTLE = "patchbay.throttle.decisions";

  /** What Vert.x may tell apart: the local sockets, methods, statuses and pools, never a caller. */
  private static final Set<Label> BOUNDED_LABELS =
      EnumSet.of(Label.LOCAL, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_NAME, Label.POOL_TYPE);

  private record Outcome(String operation, int status) {}

  private record Decision(Enum<?> decider, boolean admitted) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentMap<Outcome, Timer> timers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Decision, Counter> throttleCounters = new ConcurrentHashMap<>();
  private final JvmGcMetrics gc = new JvmGcMetrics();

  public ServiceMetrics() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
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
