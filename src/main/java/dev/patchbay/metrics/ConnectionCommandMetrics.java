package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of the commands of backends to connections. Safe for all threads. */
public final class ConnectionCommandMetrics {

  private record Labels(Enum<?> place, Enum<?> outcome) {}

  private final MeterRegistry registry;
  private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();

  ConnectionCommandMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers the meters of connections at a place, so that they begin at 0. */
  public void expect(Enum<?> place, Collection<? extends Enum<?>> outcomes) {
    outcomes.forEach(outcome -> counter(new Labels(place, outcome)));
  }

  /**
   * Counts a command.
   *
   * @param place of the socket, one constant of an enum
   * @param outcome one constant of an enum
   */
  public void ran(Enum<?> place, Enum<?> outcome) {
    counter(new Labels(place, outcome)).increment();
  }

  private Counter counter(Labels labels) {
    return cached(
        counters,
        labels,
        unseen ->
            Counter.builder("patchbay.gateway.commands")
                .description("Requests to connections by place of the socket and outcome")
                .tag("place", label(unseen.place()))
                .tag("outcome", label(unseen.outcome()))
                .register(registry));
  }
}
