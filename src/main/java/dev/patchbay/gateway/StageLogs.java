package dev.patchbay.gateway;

import dev.patchbay.model.Resource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stage logs.
 *
 * @param accessFormat nothing where it has no access log
 * @param destinationArn of its access log, empty where there is none
 * @param defaults the settings of all routes
 * @param routes the settings of routes by their keys
 */
record StageLogs(
    Optional<AccessLogFormat> accessFormat,
    String destinationArn,
    Map<?, ?> defaults,
    Map<?, ?> routes) {

  /** Reads the settings of a stage. */
  static StageLogs of(Resource stage) {
    Map<?, ?> access = structure(stage.members().get("accessLogSettings"));
    return new StageLogs(
        Optional.ofNullable(access.get("format")).map(String::valueOf).map(AccessLogFormat::parse),
        String.valueOf(Optional.<Object>ofNullable(access.get("destinationArn")).orElse("")),
        structure(stage.members().get("defaultRouteSettings")),
        structure(stage.members().get("routeSettings")));
  }

  private static Map<?, ?> structure(@Nullable Object value) {
    return value instanceof Map<?, ?> members ? members : Map.of();
  }

  /** Whether an event of a route has lines in the execution log. */
  boolean logsExecution(String routeKey, boolean failed) {
    Object level = settings(routeKey).get("loggingLevel");
    return "INFO".equals(level) || ("ERROR".equals(level) && failed);
  }

  /** Whether the execution log shows messages. */
  boolean logsData(String routeKey) {
    return Boolean.TRUE.equals(settings(routeKey).get("dataTraceEnabled"));
  }

  /** The settings of a route replace those of all routes as a whole. */
  private Map<?, ?> settings(String routeKey) {
    return routes.get(routeKey) instanceof Map<?, ?> own ? own : defaults;
  }
}
