package dev.patchbay.gateway.log;

import dev.patchbay.gateway.event.ContextVariables;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.execution.AnsweredRequest;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.gateway.route.StageLogs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the access log lines of stages, in the formats of the stages. */
public final class StageAccessLog implements EventObserver {

  /** The logger's name, by which operators find the lines. */
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.gateway.access");

  private static final String ERROR = "error";

  @Override
  public void ran(RanEvent ran) {
    ran.logs().ifPresent(logs -> write(logs, () -> variables(ran)));
  }

  @Override
  public void answered(AnsweredRequest request) {
    write(request.logs(), request.variables());
  }

  private static void write(StageLogs logs, Supplier<Map<String, Object>> variables) {
    if (LOG.isInfoEnabled()) {
      logs.accessFormat()
          .ifPresent(
              format ->
                  LOG.atInfo()
                      .addKeyValue("destinationArn", logs.destinationArn())
                      .log("{}", format.line(variables.get())));
    }
  }

  private static Map<String, Object> variables(RanEvent ran) {
    Outcome outcome = ran.outcome();
    Map<String, Object> variables =
        new LinkedHashMap<>(ContextVariables.of(ran.event(), outcome.routeKey()));
    variables.put("status", outcome.status());
    if (!outcome.routeKey().isEmpty()) {
      variables.put("integrationLatency", ran.nanos() / 1_000_000);
    }
    outcome
        .failure()
        .ifPresent(
            failure ->
                variables.put(
                    ERROR,
                    Map.of(
                        "message",
                        failure.message(),
                        "responseType",
                        ran.outcomeKind().responseType())));
    return variables;
  }
}
