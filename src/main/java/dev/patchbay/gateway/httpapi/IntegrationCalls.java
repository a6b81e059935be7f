package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.IntegrationMeter;
import dev.patchbay.gateway.execution.IntegrationMeter.Ending;
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

  private static final String FUNCTION = "AWS_PROXY";

  private final ProxyCall proxy;
  private final FunctionCall functions;
  private final IntegrationMeter meter;
  private final LongSupplier nanoClock;

  IntegrationCalls(
      ProxyCall proxy, FunctionCall functions, IntegrationMeter meter, LongSupplier nanoClock) {
    this.proxy = proxy;
    this.functions = functions;
    this.meter = meter;
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
    return call(variables, caller, integration, begunNanos);
  }

  private static Future<ApiAnswer> notServed(String reason) {
    return Future.succeededFuture(ApiAnswer.notImplemented(reason));
  }

  private Future<ApiAnswer> call(
      ApiVariables variables, ApiCaller caller, HttpIntegration integration, long begunNanos) {
    MappedRequest mapped = MappedRequest.of(integration.requestMappings(), variables);
    ApiVariables changed = variables.with(mapped.request());
    boolean isFunction = integration.type().equals(FUNCTION);
    long calledNanos = nanoClock.getAsLong();
    long timeoutMillis = timeoutMillis(integration, calledNanos - begunNanos);
    Future<ApiAnswer> called =
        isFunction
            ? functions.call(changed, caller, integration, timeoutMillis)
            : proxy.call(changed, mapped, integration, timeoutMillis);
    return called
        .onComplete(
            (reply, failure) ->
                meter.called(
                    integration.type(), Ending.of(failure), nanoClock.getAsLong() - calledNanos))
        .otherwise(ApiAnswer::of)
        .map(
            answer ->
                mapped(answer, integration, variables)
                    .behind(
                        CalledIntegration.of(
                            isFunction, answer, nanoClock.getAsLong() - calledNanos)));
  }

  private static ApiAnswer mapped(
      ApiAnswer answer, HttpIntegration integration, ApiVariables variables) {
    return answer.failure().isPresent()
        ? answer
        : MappedAnswer.of(
            integration.answerMappings().getOrDefault(answer.status(), List.of()),
            variables,
            answer);
  }

  /** The time of the integration, as far as the request has it left. */
  private static long timeoutMillis(HttpIntegration integration, long spentNanos) {
    long spentMillis = TimeUnit.NANOSECONDS.toMillis(spentNanos);
    return Math.max(1, Math.min(integration.timeoutMillis(), TIME_MILLIS_MAX - spentMillis));
  }
}
