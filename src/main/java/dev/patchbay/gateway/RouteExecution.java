package dev.patchbay.gateway;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.ErrorFrame;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.EvaluationError;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.MappedParameter;
import dev.patchbay.evaluation.RenderedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs an event against a snapshot: selects its route, asks the integration of the route, and says
 * what the client receives. It never waits, but takes as long as an evaluation; {@code
 * EvaluationWorkers} run it off the event loop. Safe for all threads.
 */
public final class RouteExecution {

  /** The mappings that say which subprotocol a handshake accepts. */
  private static final Set<String> SUBPROTOCOL_KEYS =
      Set.of(
          "route.response.header.sec-websocket-protocol",
          "method.response.header.sec-websocket-protocol");

  /** What the header may contain: tokens and commas (RFC 6455, section 11.3.4). */
  private static final Pattern SUBPROTOCOLS = Pattern.compile("[!#-'*+,\\-.0-9A-Z^-z|~ ]{1,256}");

  private static final int STATUS_MIN = 200;
  private static final int STATUS_MAX = 599;

  private final Evaluator evaluator;

  public RouteExecution(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Outcome run(ApiSnapshot snapshot, RouteEvent event) {
    return switch (event.type()) {
      case CONNECT ->
          snapshot
              .route(Route.CONNECT)
              .map(route -> connect(route, context(snapshot, event, route.key())))
              .orElseGet(() -> Outcome.silent(""));
      case MESSAGE -> message(snapshot, event);
      case DISCONNECT ->
          snapshot
              .route(Route.DISCONNECT)
              .map(route -> message(route, context(snapshot, event, route.key())))
              .orElseGet(() -> Outcome.silent(""));
    };
  }

  private static EvaluationContext context(
      ApiSnapshot snapshot, RouteEvent event, String routeKey) {
    return new EvaluationContext(
        ContextVariables.of(event, routeKey),
        snapshot.stageVariables(),
        event.body(),
        event.parameters());
  }

  private Outcome message(ApiSnapshot snapshot, RouteEvent event) {
    EvaluationContext selecting = context(snapshot, event, "");
    return evaluator
        .select(snapshot.routeSelection(), selecting)
        .filter(Route::isForMessages)
        .flatMap(snapshot::route)
        .or(() -> snapshot.route(Route.DEFAULT))
        .map(route -> message(route, context(snapshot, event, route.key())))
        .orElseGet(() -> failed("", GatewayError.FORBIDDEN, "no route takes it", selecting));
  }

  /** A route that does not answer ends with the request; its client hears of errors only. */
  private Outcome message(Route route, EvaluationContext context) {
    Optional<String> refusal = refusal(route);
    if (refusal.isPresent()) {
      return failed(route.key(), GatewayError.INTERNAL, refusal.get(), context);
    }
    RouteIntegration integration = route.integration().orElseThrow();
    RenderedRequest request = evaluator.mock(integration.request(), context);
    if (request.error().isPresent()) {
      return failed(route, request.error().get(), context);
    }
    if (!route.isTwoWay()) {
      return Outcome.silent(route.key());
    }
    Evaluation answer =
        evaluator.evaluate(integration.about(request.mockReply().orElseThrow(), context));
    return answer.error().isPresent()
        ? failed(route, answer.error().get(), context)
        : Outcome.frame(route.key(), answer.frame().text());
  }

  private Outcome connect(Route route, EvaluationContext context) {
    if (!route.isOpen()) {
      return failed(
          route.key(), GatewayError.FORBIDDEN, "its authorization is not supported", context);
    }
    Optional<String> refusal = refusal(route);
    if (refusal.isPresent()) {
      return failed(route.key(), GatewayError.INTERNAL, refusal.get(), context);
    }
    RouteIntegration integration = route.integration().orElseThrow();
    RenderedRequest request = evaluator.mock(integration.request(), context);
    if (request.error().isPresent()) {
      return failed(route, request.error().get(), context);
    }
    BackendReply reply = request.mockReply().orElseThrow();
    if (reply.statusCode() < STATUS_MIN || reply.statusCode() > STATUS_MAX) {
      return failed(
          route.key(),
          GatewayError.INTERNAL,
          "no answer to a handshake has the status " + reply.statusCode(),
          context);
    }
    if (integration.responses().isEmpty()) {
      return handshake(route, reply.statusCode(), Optional.empty(), List.of());
    }
    Evaluation answer = evaluator.evaluate(integration.about(reply, context));
    return answer.error().isPresent()
        ? failed(route, answer.error().get(), context)
        : handshake(
            route, reply.statusCode(), Optional.of(answer.frame().text()), answer.parameters());
  }

  /** Why the integration of a route cannot be asked. */
  private static Optional<String> refusal(Route route) {
    if (route.integration().isEmpty()) {
      return Optional.of("the route " + route.key() + " has no integration");
    }
    RouteIntegration integration = route.integration().get();
    return integration.isMock()
        ? Optional.empty()
        : Optional.of(
            "integrations of type " + integration.integration().type() + " are not supported");
  }

  private static Outcome handshake(
      Route route, int status, Optional<String> body, List<MappedParameter> parameters) {
    Map<String, String> headers =
        parameters.stream()
            .filter(each -> SUBPROTOCOL_KEYS.contains(each.key().toLowerCase(Locale.ROOT)))
            .flatMap(each -> Optional.ofNullable(each.value()).stream())
            .filter(value -> SUBPROTOCOLS.matcher(value).matches())
            .findFirst()
            .map(value -> Map.of("Sec-WebSocket-Protocol", value))
            .orElse(Map.of());
    return new Outcome(route.key(), status, body, headers, Optional.empty());
  }

  private static Outcome failed(Route route, EvaluationError error, EvaluationContext context) {
    GatewayError answer =
        error.kind() == EvaluationError.Kind.UNSUPPORTED_MEDIA_TYPE
            ? GatewayError.UNSUPPORTED_MEDIA_TYPE
            : GatewayError.INTERNAL;
    return failed(route.key(), answer, error.message(), context);
  }

  private static Outcome failed(
      String routeKey, GatewayError error, String reason, EvaluationContext context) {
    return Outcome.failed(
        routeKey, error.status(), ErrorFrame.of(error.message(), context), reason);
  }
}
