package dev.patchbay.config;

import java.util.Map;
import java.util.Optional;

/**
 * The export of traces.
 *
 * @param endpoint of a collector; empty for no tracing
 * @param variables the variables of OpenTelemetry; some are secrets
 */
public record TracingConfig(Optional<String> endpoint, Map<String, String> variables) {

  public TracingConfig {
    variables = Map.copyOf(variables);
  }

  /** Leaves the variables out. */
  @Override
  public String toString() {
    return "TracingConfig[endpoint=" + endpoint + "]";
  }
}
