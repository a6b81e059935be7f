package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of the calls of backends. Safe for all threads. */
public final class IntegrationMetrics {

  private record Labels(String type, Enum<?> outcome) {}

  private final MeterRegistry registry;
  private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

  IntegrationMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers the meters of integrations of these types, so that they begin at 0. */
  public void expect(Collection<String> types, Collection<? extends Enum<?>> outcomes) {
    types.forEach(type -> outcomes.forEach(outcome -> timer(new Labels(type, outcome))));
  }

  /**
   * Records the call of a backend.
   *
   * @param type of the integration, of which schemas allow four
   * @param outcome one constant of an enum
   */
  public void called(String type, Enum<?> outcome, long nanos) {
    timer(new Labels(type, outcome)).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Labels labels) {
    return cached(
        timers,
        labels,
        unseen ->
            Timer.builder("patchbay.gateway.integration.duration")
                .description("From the request to a backend to the end of its reply")
                .tag("type", unseen.type().toLowerCase(Locale.ROOT))
                .tag("outcome", label(unseen.outcome()))
                .serviceLevelObjectives(GatewayMetrics.BUCKETS)
                .register(registry));
  }
}
