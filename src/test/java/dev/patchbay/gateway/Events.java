package dev.patchbay.gateway;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

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
          1_790_294_664_392L,
          ConnectionAccess.OPEN);

  private static final RouteExecution EXECUTION =
      new RouteExecution(
          new Evaluator(EvaluationLimits.defaults(), () -> 0), new RouteThrottle(() -> 0, 1));

  private Events() {}

  /** No backend answers. */
  private static Outcome run(ApiSnapshot snapshot, RouteEvent event) {
    return run(
        snapshot,
        event,
        call -> {
          throw new IntegrationException(GatewayError.INTEGRATION_UNREACHABLE, "no backend");
        });
  }

  /** Runs an event with backends that answer at once. */
  static Outcome run(
      ApiSnapshot snapshot, RouteEvent event, Function<IntegrationCall, BackendReply> backends) {
    return EXECUTION
        .begin(snapshot, event)
        .apply(outcome -> outcome, call -> answer(call, backends));
  }

  private static Outcome answer(
      IntegrationCall call, Function<IntegrationCall, BackendReply> backends) {
    try {
      return EXECUTION.finish(call, backends.apply(call));
    } catch (IntegrationException e) {
      return RouteExecution.failed(call, e);
    }
  }

  static String error(String message) {
    return "{\"message\": \"%s\", \"connectionId\":\"C\", \"requestId\":\"R\"}".formatted(message);
  }

  static Outcome message(ApiSnapshot snapshot, String text) {
    return run(snapshot, RouteEvent.message(CONNECTION, "R", "M", 1_790_294_665_000L, text));
  }

  static Outcome connect(ApiSnapshot snapshot) {
    return run(
        snapshot,
        RouteEvent.connect(
            CONNECTION,
            "R",
            new HandshakeParameters(
                new TreeMap<>(), new TreeMap<>(Map.of("room", List.of("blue"))))));
  }

  static Outcome disconnect(ApiSnapshot snapshot, CloseStatus closing) {
    return run(snapshot, RouteEvent.disconnect(CONNECTION, "R", 1_790_294_666_000L, closing));
  }
}
