package dev.patchbay.gateway;

import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import java.util.Map;
import java.util.Optional;

/** Events of one connection, run under a clock that stands still. */
final class Events {

  static final ClientConnection CONNECTION =
      new ClientConnection(
          "C",
          SnapshotBuilder.API,
          "prod",
          "api0000001.execute-api.us-east-1.localhost",
          "192.0.2.7",
          Optional.of("a-client"),
          1_790_294_664_392L);

  private static final RouteExecution EXECUTION =
      new RouteExecution(new Evaluator(EvaluationLimits.defaults(), () -> 0));

  private Events() {}

  static String error(String message) {
    return "{\"message\": \"%s\", \"connectionId\":\"C\", \"requestId\":\"R\"}".formatted(message);
  }

  static Outcome message(ApiSnapshot snapshot, String text) {
    return EXECUTION.run(
        snapshot, RouteEvent.message(CONNECTION, "R", "M", 1_790_294_665_000L, text));
  }

  static Outcome connect(ApiSnapshot snapshot) {
    return EXECUTION.run(
        snapshot,
        RouteEvent.connect(CONNECTION, "R", Map.of("querystring", Map.of("room", "blue"))));
  }

  static Outcome disconnect(ApiSnapshot snapshot, CloseStatus closing) {
    return EXECUTION.run(
        snapshot, RouteEvent.disconnect(CONNECTION, "R", 1_790_294_666_000L, closing));
  }
}
