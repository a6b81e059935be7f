package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The meters of handshakes, messages, disconnections and requests to HTTP APIs. Safe for all
 * threads.
 */
public final class GatewayEventMetrics {

  private record Labels(Enum<?> route, Enum<?> outcome) {}

  private final MeterRegistry registry;
  private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Enum<?>, Timer> durations = new ConcurrentHashMap<>();

  GatewayEventMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers the meters, so that events which never happen are 0. */
  public void expect(Collection<? extends Enum<?>> routes, Collection<? extends Enum<?>> outcomes) {
    for (Enum<?> route : routes) {
      duration(route);
      outcomes.forEach(outcome -> counter(new Labels(route, outcome)));
    }
  }

  /**
   * Records an event that has run.
   *
   * @param route its kind, one constant of an enum
   * @param outcome its kind, one constant of an enum
   */
  public void ran(Enum<?> route, Enum<?> outcome, long nanos) {
    counter(new Labels(route, outcome)).increment();
    duration(route).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Counter counter(Labels labels) {
    return cached(
        counters,
        labels,
        unseen ->
            Counter.builder("patchbay.gateway.events")
                .description(
                    "Handshakes, messages, disconnections and requests, by route and outcome")
                .tag("route", label(unseen.route()))
                .tag("outcome", label(unseen.outcome()))
                .register(registry));
  }

  private Timer duration(Enum<?> route) {
    return cached(
        durations,
        route,
        unseen ->
            Timer.builder("patchbay.gateway.event.duration")
                .description("From the arrival of an event or a request to its outcome")
                .tag("route", label(unseen))
                .serviceLevelObjectives(GatewayMetrics.BUCKETS)
                .register(registry));
  }
}
