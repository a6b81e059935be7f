package dev.patchbay.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.gateway.Events;
import dev.patchbay.gateway.SnapshotBuilder;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.testkit.LogCapture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The logs that the settings of a stage ask for, as they were recorded on AWS. */
final class StageLogsTest {

  private static final RouteEvent MESSAGE =
      RouteEvent.message(Events.CONNECTION, "R", "M", 1_790_294_665_000L, "a \"secret\"");

  private static RanEvent ran(RouteEvent event, Outcome outcome, SnapshotBuilder stage) {
    return new RanEvent(event, outcome, Optional.of(stage.build().logs()), 44_900_000);
  }

  private static List<String> access(RouteEvent event, Outcome outcome, String format) {
    SnapshotBuilder stage =
        SnapshotBuilder.selecting("x")
            .stage("accessLogSettings", Map.of("format", format, "destinationArn", "arn:a"));
    try (LogCapture log = LogCapture.of("dev.patchbay.gateway.access")) {
      new StageAccessLog().ran(ran(event, outcome, stage));
      return log.lines();
    }
  }

  private static List<String> execution(Outcome outcome, Map<String, Object> settings) {
    SnapshotBuilder stage = SnapshotBuilder.selecting("x").stage("defaultRouteSettings", settings);
    try (LogCapture log = LogCapture.of("dev.patchbay.gateway.execution")) {
      new ExecutionLog().ran(ran(MESSAGE, outcome, stage));
      return log.lines();
    }
  }

  private static Outcome failed() {
    return failed(502, new Outcome.Failure("Internal server error", "it raised"));
  }

  private static Outcome failed(int status, Outcome.Failure failure) {
    return Outcome.failed(
        "echo", status, failure, new EvaluationContext(Map.of(), Map.of(), "", Map.of()));
  }

  @Test
  void theTextThatAClientReceivesIsTheMessageOfTheError() {
    Outcome refused = failed(403, new Outcome.Failure("User is not authorized", "a policy denies"));
    assertThat(access(MESSAGE, refused, "$context.error.message"))
        .containsExactly("INFO User is not authorized");
  }

  @Test
  void aLineHasTheVariablesOfAMessage() {
    assertThat(
            access(
                MESSAGE,
                Outcome.frame("echo", "x"),
                "$context.requestId $context.extendedRequestId $context.routeKey"
                    + " $context.eventType $context.messageId $context.status"
                    + " $context.integrationLatency $context.identity.sourceIp"
                    + " $context.connectionId $context.error.message $context.httpMethod"))
        .containsExactly("INFO R R echo MESSAGE M 200 44 192.0.2.7 C - -");
  }

  @Test
  void aFailureHasAnErrorAndAStatus() {
    assertThat(
            access(
                MESSAGE,
                failed(),
                "{\"id\":\"$context.requestId\",\"status\":$context.status,\"error\":"
                    + "\"$context.error.message\",\"type\":\"$context.error.responseType\"}"))
        .containsExactly(
            "INFO {\"id\":\"R\",\"status\":502,\"error\":\"Internal server error\",\"type\":"
                + "\"INTEGRATION_FAILURE\"}");
  }

  @Test
  void aValueOfAClientDoesNotEndItsQuotesOrItsLine() {
    RouteEvent closing =
        RouteEvent.disconnect(Events.CONNECTION, "R", 7, new CloseStatus(1000, "a\"b\\c\nd"));
    assertThat(
            access(closing, Outcome.silent("$disconnect"), "\"$context.disconnectReason\" {x} \\"))
        .containsExactly("INFO \"a\\\"b\\\\c\\u000ad\" {x} \\");
  }

  @Test
  void aLineEndsAtItsLimit() {
    RouteEvent closing =
        RouteEvent.disconnect(Events.CONNECTION, "R", 7, new CloseStatus(1000, "x".repeat(9_000)));
    assertThat(
            access(
                closing, Outcome.silent("$disconnect"), "$context.disconnectReason$context.stage"))
        .allMatch(line -> line.length() == "INFO ".length() + 4_096);
  }

  @Test
  void aStageWithoutAFormatHasNoLine() {
    try (LogCapture log = LogCapture.of("dev.patchbay.gateway.access")) {
      new StageAccessLog()
          .ran(ran(MESSAGE, Outcome.silent("echo"), SnapshotBuilder.selecting("x")));
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void infoHasTheStepsOfAMessageWithoutItsText() {
    assertThat(execution(Outcome.silent("echo"), Map.of("loggingLevel", "INFO")))
        .containsExactly(
            "INFO (R) Extended Request Id: R",
            "INFO (R) Starting execution for request: R",
            "INFO (R) WebSocket Request Route: [echo]",
            "INFO (R) WebSocket API [api0000001] received message from client [Connection Id: C].",
            "INFO (R) Message from client [Connection Id: C] sent to API [api0000001] with response"
                + " status code [200].");
  }

  @Test
  void theTextOfAMessageIsThereWithDataTrace() {
    assertThat(
            execution(
                Outcome.silent("echo"), Map.of("loggingLevel", "INFO", "dataTraceEnabled", true)))
        .contains(
            "INFO (R) WebSocket API [api0000001] received message from client [C]. Message: [a"
                + " \"secret\"].");
  }

  @Test
  void levelErrorLogsFailedEventsAndLevelOffNone() {
    assertThat(execution(Outcome.silent("echo"), Map.of("loggingLevel", "ERROR"))).isEmpty();
    assertThat(execution(failed(), Map.of("loggingLevel", "ERROR")))
        .contains("INFO (R) Execution failed: it raised");
    assertThat(execution(failed(), Map.of("loggingLevel", "OFF", "dataTraceEnabled", true)))
        .isEmpty();
    assertThat(execution(failed(), Map.of())).isEmpty();
  }
}
