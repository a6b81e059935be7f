package dev.patchbay.config;

import java.util.Map;
import java.util.Optional;

/**
 * Where traces go.
 *
 * @param endpoint of a collector; empty for no tracing
 * @param variables all that OpenTelemetry defines, as given; some are secrets
 */
public record TracingConfig(Optional<String> endpoint, Map<String, String> variables) {

  public TracingConfig {
    variables = Map.copyOf(variables);
  }

  /** Without the variables. */
  @Override
  public String toString() {
    return "TracingConfig[endpoint=" + endpoint + "]";
  }
}
