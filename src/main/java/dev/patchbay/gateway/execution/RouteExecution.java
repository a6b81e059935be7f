package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.RenderedRequest;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.LazyVariables;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.Route;
import dev.patchbay.gateway.route.RouteIntegration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs an event against a snapshot, in two parts with the call of a backend between them: the first
 * selects the route and makes the request, the second makes the outcome of the reply. Neither
 * waits, but each takes as long as an evaluation: what is not brief has to run off the event loop.
 * Safe for all threads.
 */
public final class RouteExecution {

  private final Evaluator evaluator;
  private final RouteThrottle throttle;
  private final ReplyOutcome replies;

  public RouteExecution(Evaluator evaluator, RouteThrottle throttle) {
    this.evaluator = evaluator;
    this.throttle = throttle;
    this.replies = new ReplyOutcome(evaluator);
  }

  /**
   * Runs a part of an event on an event loop; empty where it is not brief, and has to be repeated.
   */
  <T> Optional<T> briefly(Supplier<T> part) {
    return evaluator.briefly(part);
  }

  /** Runs an event until it has its outcome or needs a reply. */
  public EventStep begin(ApiSnapshot snapshot, RouteEvent event) {
    return begin(snapshot, event, new Admission());
  }

  /** The same for an event that may have to begin again. */
  EventStep begin(ApiSnapshot snapshot, RouteEvent event, Admission admission) {
    return switch (event.type()) {
      case CONNECT -> begin(Route.CONNECT, snapshot, event);
      case MESSAGE -> message(snapshot, event, admission);
      case DISCONNECT -> begin(Route.DISCONNECT, snapshot, event);
    };
  }

  /** Makes the outcome of a reply. */
  public Outcome finish(IntegrationCall call, BackendReply reply) {
    return replies.of(call, reply);
  }

  /** Makes the outcome of a call that failed. */
  public static Outcome failed(IntegrationCall call, Throwable failure) {
    GatewayError error =
        failure instanceof IntegrationException known ? known.error() : GatewayError.INTERNAL;
    return Outcome.failed(
            call.route().key(), error, String.valueOf(failure.getMessage()), call.context())
        .of(call.integration().id(), Optional.empty());
  }

  private EventStep begin(String routeKey, ApiSnapshot snapshot, RouteEvent event) {
    return snapshot
        .route(routeKey)
        .map(route -> begin(route, event, context(snapshot, event, routeKey)))
        .orElseGet(() -> new EventStep.Done(Outcome.silent("")));
  }

  private static EvaluationContext context(
      ApiSnapshot snapshot, RouteEvent event, String routeKey) {
    return new EvaluationContext(
        new LazyVariables(event, routeKey),
        snapshot.stageVariables(),
        event.body(),
        event.parameters().byKind());
  }

  private EventStep message(ApiSnapshot snapshot, RouteEvent event, Admission admission) {
    EvaluationContext selecting = context(snapshot, event, "");
    return evaluator
        .select(snapshot.routeSelection(), selecting)
        .filter(Route::isForMessages)
        .flatMap(snapshot::route)
        .or(() -> snapshot.route(Route.DEFAULT))
        .map(route -> message(route, snapshot, event, admission))
        .orElseGet(
            () ->
                new EventStep.Done(
                    Outcome.failed("", GatewayError.FORBIDDEN, "no route takes it", selecting)));
  }

  private EventStep message(
      Route route, ApiSnapshot snapshot, RouteEvent event, Admission admission) {
    EvaluationContext context = context(snapshot, event, route.key());
    return admission.admits(() -> throttle.admits(snapshot, event.connection(), route.key()))
        ? begin(route, event, context)
        : new EventStep.Done(
            Outcome.failed(
                route.key(),
                GatewayError.TOO_MANY_REQUESTS,
                "the route takes no more requests",
                context));
  }

  private EventStep begin(Route route, RouteEvent event, EvaluationContext context) {
    if (event.type() == EventType.CONNECT
        && !route.access().isOpen()
        && !event.connection().access().isProved()) {
      return new EventStep.Done(
          Outcome.failed(
              route.key(), GatewayError.FORBIDDEN, "its client has shown no credentials", context));
    }
    Optional<Outcome> refusal = route.checks().refusal(route, event.type(), evaluator, context);
    if (refusal.isPresent()) {
      return new EventStep.Done(refusal.get());
    }
    if (route.integration().isEmpty()) {
      String reason = "the route " + route.key() + " has no integration";
      return new EventStep.Done(
          Outcome.failed(route.key(), GatewayError.INTERNAL, reason, context));
    }
    RouteIntegration integration = route.integration().get();
    RenderedRequest request =
        integration.isMock()
            ? evaluator.mock(integration.request(), context)
            : evaluator.renderRequest(integration.request(), context);
    if (request.error().isPresent()) {
      return new EventStep.Done(
          Outcome.failed(route.key(), request.error().get(), context)
              .of(integration.id(), Optional.empty()));
    }
    IntegrationCall call =
        new IntegrationCall(
            route,
            integration,
            event,
            context,
            integration.isFunctionProxy() ? LambdaEvent.of(event, context) : request.body(),
            request.parameters(),
            Map.of());
    return request
        .mockReply()
        .<EventStep>map(reply -> new EventStep.Done(finish(call, reply)))
        .orElseGet(() -> new EventStep.Calling(call));
  }
}
