package dev.patchbay.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of the service.
 *
 * @param eventLoops threads that serve requests, and verticles that listen
 */
public record ServiceConfig(
    HttpConfig http,
    GatewayConfig gateway,
    BackendConfig backends,
    SecurityConfig security,
    ThrottleConfig throttle,
    RedisConfig redis,
    EmbeddedConfig embedded,
    AccountConfig account,
    LogConfig logs,
    int eventLoops,
    ShutdownConfig shutdown,
    EvaluationConfig evaluation,
    TracingConfig tracing) {

  /**
   * Reads the settings; a blank value counts as absent.
   *
   * <p>Variables that {@link Settings} does not list are ignored, PATCHBAY_ ones too ({@link
   * UnknownSettings} names them): for a Service named patchbay Kubernetes puts
   * PATCHBAY_SERVICE_HOST, PATCHBAY_PORT and more into every container. One named patchbay-http
   * would even set PATCHBAY_HTTP_PORT, to a {@code tcp://} address that is refused here; {@code
   * enableServiceLinks: false} keeps them all out.
   *
   * @throws ConfigException naming every value that is not allowed
   */
  public static ServiceConfig from(Map<String, String> given) {
    Map<String, String> environment = SecretFiles.readInto(given, Settings.SECRETS);
    List<String> problems =
        Settings.ALL.stream()
            .map(setting -> setting.problem(environment))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    HttpConfig http = HttpSettings.from(environment);
    GatewayConfig gateway = GatewaySettings.from(environment);
    SecurityConfig security = SecuritySettings.from(environment);
    ThrottleConfig throttle = ThrottleSettings.from(environment);
    RedisConfig redis = RedisSettings.from(environment);
    List<String> contradictions = new ArrayList<>(security.problems(http.host()));
    contradictions.addAll(redis.problems(throttle.isTls()));
    contradictions.addAll(samePorts(http, gateway));
    if (!contradictions.isEmpty()) {
      throw new ConfigException(contradictions);
    }
    return new ServiceConfig(
        http,
        gateway,
        BackendSettings.from(environment, SecurityConfig.isLoopback(http.host())),
        security,
        throttle,
        redis,
        new EmbeddedConfig(
            Settings.DATA_DIR.from(environment), Settings.EMBEDDED_FSYNC.from(environment)),
        AccountSettings.from(environment),
        LogSettings.from(environment),
        Settings.EVENT_LOOPS.from(environment),
        new ShutdownConfig(
            Settings.DRAIN_DELAY_SECONDS.from(environment),
            Settings.SHUTDOWN_SECONDS.from(environment)),
        EvaluationSettings.from(environment),
        new TracingConfig(Settings.OTLP_ENDPOINT.from(environment), openTelemetry(environment)));
  }

  private static List<String> samePorts(HttpConfig http, GatewayConfig gateway) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("PATCHBAY_HTTP_PORT", http.port());
    ports.put("PATCHBAY_MANAGEMENT_PORT", http.managementPort());
    if (gateway.port().isPresent()) {
      ports.put("PATCHBAY_GATEWAY_PORT", gateway.port().getAsInt());
      ports.put("PATCHBAY_GATEWAY_REPLICA_PORT", gateway.replicaPort());
    }
    Map<Integer, String> taken = new HashMap<>();
    List<String> problems = new ArrayList<>();
    ports.forEach(
        (setting, port) -> {
          String other = port == 0 ? null : taken.putIfAbsent(port, setting);
          if (other != null) {
            problems.add(
                "%s and %s are both %d: set one of them to another"
                    .formatted(other, setting, port));
          }
        });
    return problems;
  }

  private static Map<String, String> openTelemetry(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("OTEL_"))
        .filter(variable -> !variable.getValue().isBlank())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
