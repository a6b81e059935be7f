package dev.patchbay.gateway;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.ConnectionAccess;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.IntegrationCall;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.RouteExecution;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Events of one connection, run under a clock that stands still. */
public final class Events {

  public static final ClientConnection CONNECTION =
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
  public static Outcome run(
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

  public static String error(String message) {
    return "{\"message\": \"%s\", \"connectionId\":\"C\", \"requestId\":\"R\"}".formatted(message);
  }

  public static Outcome message(ApiSnapshot snapshot, String text) {
    return run(snapshot, RouteEvent.message(CONNECTION, "R", "M", 1_790_294_665_000L, text));
  }

  public static Outcome connect(ApiSnapshot snapshot) {
    return run(
        snapshot,
        RouteEvent.connect(
            CONNECTION,
            "R",
            new RequestParameters(
                new TreeMap<>(), new TreeMap<>(Map.of("room", List.of("blue"))))));
  }

  static Outcome disconnect(ApiSnapshot snapshot, CloseStatus closing) {
    return run(snapshot, RouteEvent.disconnect(CONNECTION, "R", 1_790_294_666_000L, closing));
  }
}
