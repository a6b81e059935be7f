package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.gateway.event.ContextVariables;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.Route;
import java.util.Map;

/** A handshake that is refused before {@code $connect} runs, with its answer. */
public final class AccessRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The text where no policy allows the call. */
  public static final String NOT_ALLOWED =
      "User is not authorized to access this resource because no identity-based policy allows the"
          + " execute-api:Invoke action";

  private final transient Outcome outcome;

  AccessRefusedException(Outcome outcome) {
    super(outcome.reason().orElse(""), null, false, false);
    this.outcome = outcome;
  }

  /** A refusal with AWS's body. */
  public static AccessRefusedException of(
      RouteEvent event, int status, String text, String reason) {
    EvaluationContext context =
        new EvaluationContext(ContextVariables.of(event, Route.CONNECT), Map.of(), "", Map.of());
    return new AccessRefusedException(
        Outcome.failed(Route.CONNECT, status, new Outcome.Failure(text, reason), context));
  }

  Outcome outcome() {
    return outcome;
  }
}
