package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationError;
import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.MappedParameter;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.route.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the outcome for the client from the reply of a backend. */
final class ReplyOutcome {

  /** The mappings that say which subprotocol a handshake accepts. */
  private static final Set<String> SUBPROTOCOL_KEYS =
      Set.of(
          "route.response.header.sec-websocket-protocol",
          "method.response.header.sec-websocket-protocol");

  /** The header has tokens and commas (RFC 6455, section 11.3.4). */
  private static final Pattern SUBPROTOCOLS = Pattern.compile("[!#-'*+,\\-.0-9A-Z^-z|~ ]{1,256}");

  private static final int STATUS_MIN = 200;
  private static final int STATUS_MAX = 599;

  private final Evaluator evaluator;

  ReplyOutcome(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Outcome of(IntegrationCall call, BackendReply reply) {
    return call.event().type() == EventType.CONNECT ? connect(call, reply) : message(call, reply);
  }

  /** A one-way route has no answer; its client receives errors only. */
  private Outcome message(IntegrationCall call, BackendReply reply) {
    Route route = call.route();
    String integrationId = call.integration().id();
    if (!route.isTwoWay()) {
      return Outcome.silent(route.key()).of(integrationId, Optional.empty());
    }
    Evaluation answer = evaluator.evaluate(call.integration().about(reply, call.context()));
    if (answer.error().isEmpty()) {
      return Outcome.frame(route.key(), answer.frame().text())
          .of(integrationId, Optional.of(answer));
    }
    EvaluationError error = answer.error().get();
    Outcome failed =
        error.kind() == Kind.OUTPUT_LIMIT
            ? Outcome.tooLong(route.key(), error.message())
            : Outcome.failed(route.key(), error, call.context());
    return failed.of(integrationId, Optional.of(answer));
  }

  private Outcome connect(IntegrationCall call, BackendReply reply) {
    Route route = call.route();
    if (reply.statusCode() < STATUS_MIN || reply.statusCode() > STATUS_MAX) {
      return Outcome.failed(
          route.key(),
          GatewayError.INTERNAL,
          "no answer to a handshake has the status " + reply.statusCode(),
          call.context());
    }
    if (call.integration().integration().isProxy()) {
      return ofProxy(route, reply);
    }
    if (call.integration().responses().isEmpty()) {
      return handshake(route, reply.statusCode(), Optional.empty(), List.of());
    }
    Evaluation answer = evaluator.evaluate(call.integration().about(reply, call.context()));
    return answer.error().isPresent()
        ? Outcome.failed(route.key(), answer.error().get(), call.context())
        : handshake(
            route, reply.statusCode(), Optional.of(answer.frame().text()), answer.parameters());
  }

  /** A proxy's backend answers the handshake; the text of one that it accepts is not sent. */
  private static Outcome ofProxy(Route route, BackendReply reply) {
    boolean accepts = Outcome.accepts(reply.statusCode());
    String refusal = "the backend refuses the handshake with status " + reply.statusCode();
    return new Outcome(
        route.key(),
        reply.statusCode(),
        accepts ? Optional.empty() : Optional.of(reply.body().text()),
        accepts ? ProxyHeaders.accepted(reply.headers()) : ProxyHeaders.refused(reply.headers()),
        accepts ? Optional.empty() : Optional.of(new Outcome.Failure(refusal, refusal)));
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
}
