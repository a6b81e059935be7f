package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.Map;
import java.util.Optional;

/**
 * The log settings of a stage.
 *
 * @param accessFormat nothing where it has no access log
 * @param destinationArn of its access log, empty where there is none
 * @param stage has the settings of its routes
 */
public record StageLogs(
    Optional<AccessLogFormat> accessFormat, String destinationArn, Resource stage) {

  /** Reads the settings of a stage. */
  static StageLogs of(Resource stage) {
    Map<?, ?> access =
        stage.members().get("accessLogSettings") instanceof Map<?, ?> members ? members : Map.of();
    return new StageLogs(
        Optional.ofNullable(access.get("format")).map(String::valueOf).map(AccessLogFormat::parse),
        String.valueOf(Optional.<Object>ofNullable(access.get("destinationArn")).orElse("")),
        stage);
  }

  /** Whether an event of a route has lines in the execution log. */
  public boolean logsExecution(String routeKey, boolean failed) {
    Object level = RouteSettings.of(stage, routeKey).get("loggingLevel");
    return "INFO".equals(level) || ("ERROR".equals(level) && failed);
  }

  /** Whether the execution log shows messages. */
  public boolean logsData(String routeKey) {
    return Boolean.TRUE.equals(RouteSettings.of(stage, routeKey).get("dataTraceEnabled"));
  }
}
