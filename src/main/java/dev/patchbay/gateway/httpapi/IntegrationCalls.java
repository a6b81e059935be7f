package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.route.HttpIntegration;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Calls the integrations of routes by their types. Belongs to one event loop. */
final class IntegrationCalls {

  /** The connection is closed after that time, and an answer has to be sent before. */
  private static final long TIME_MILLIS_MAX = Limit.GATEWAY_HANDSHAKE_TIME.value() - 1_000;

  private final ProxyCall proxy;
  private final FunctionCall functions;
  private final LongSupplier nanoClock;

  IntegrationCalls(ProxyCall proxy, FunctionCall functions, LongSupplier nanoClock) {
    this.proxy = proxy;
    this.functions = functions;
    this.nanoClock = nanoClock;
  }

  /**
   * Calls the integration of a route.
   *
   * @param begunNanos when the request arrived
   */
  Future<ApiAnswer> call(ApiVariables variables, ApiCaller caller, long begunNanos) {
    Optional<HttpIntegration> found = variables.match().route().integration();
    if (found.isEmpty()) {
      return Future.succeededFuture(
          ApiAnswer.internal(
              "the route " + variables.match().route().key() + " has no integration"));
    }
    HttpIntegration integration = found.get();
    if (integration.isThroughVpcLink()) {
      return notServed("VPC links are not supported");
    }
    if (!integration.subtype().isEmpty()) {
      return notServed("integrations with services of AWS are not supported");
    }
    MappedRequest mapped = MappedRequest.of(integration.requestMappings(), variables);
    return answer(variables.with(mapped.request()), mapped, caller, integration, begunNanos)
        .map(
            answer ->
                answer.reason().isPresent()
                    ? answer
                    : MappedAnswer.of(
                        integration.answerMappings().getOrDefault(answer.status(), List.of()),
                        variables,
                        answer));
  }

  private Future<ApiAnswer> answer(
      ApiVariables variables,
      MappedRequest mapped,
      ApiCaller caller,
      HttpIntegration integration,
      long begunNanos) {
    long timeoutMillis = timeoutMillis(integration, begunNanos);
    return switch (integration.type()) {
      case "HTTP_PROXY" -> proxy.call(variables, mapped, integration, timeoutMillis);
      case "AWS_PROXY" -> functions.call(variables, caller, integration, timeoutMillis);
      default -> notServed("integrations of this type are not supported");
    };
  }

  private static Future<ApiAnswer> notServed(String reason) {
    return Future.succeededFuture(ApiAnswer.notImplemented(reason));
  }

  /** The time of the integration, as far as the request has it left. */
  private long timeoutMillis(HttpIntegration integration, long begunNanos) {
    long spentMillis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - begunNanos);
    return Math.max(1, Math.min(integration.timeoutMillis(), TIME_MILLIS_MAX - spentMillis));
  }
}
