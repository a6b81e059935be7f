package dev.patchbay.gateway;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the access log lines of stages, in the formats of the stages. */
public final class StageAccessLog implements EventObserver {

  /** The name by which the lines are found in the log of the service. */
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.gateway.access");

  private static final String ERROR = "error";

  @Override
  public void ran(RanEvent ran) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    ran.logs()
        .ifPresent(
            logs ->
                logs.accessFormat()
                    .ifPresent(
                        format ->
                            LOG.atInfo()
                                .addKeyValue("destinationArn", logs.destinationArn())
                                .log("{}", format.line(variables(ran)))));
  }

  private static Map<String, Object> variables(RanEvent ran) {
    Outcome outcome = ran.outcome();
    Map<String, Object> variables =
        new LinkedHashMap<>(ContextVariables.of(ran.event(), outcome.routeKey()));
    variables.put("status", outcome.status());
    if (!outcome.routeKey().isEmpty()) {
      variables.put("integrationLatency", ran.nanos() / 1_000_000);
    }
    if (outcome.reason().isPresent()) {
      variables.put(
          ERROR, Map.of("message", message(outcome), "responseType", type(ran.outcomeKind())));
    }
    return variables;
  }

  /** The text that the client receives. */
  private static String message(Outcome outcome) {
    return Arrays.stream(GatewayError.values())
        .filter(each -> each.status() == outcome.status())
        .map(GatewayError::message)
        .filter(outcome.text().orElse("")::contains)
        .findFirst()
        .orElse(GatewayError.INTERNAL.message());
  }

  private static String type(OutcomeKind kind) {
    return switch (kind) {
      case INTEGRATION_ERROR -> "INTEGRATION_FAILURE";
      case THROTTLED -> "THROTTLED";
      case CLIENT_ERROR -> "DEFAULT_4XX";
      case EXECUTION_ERROR, OK -> "DEFAULT_5XX";
    };
  }
}
