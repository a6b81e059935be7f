package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.CallingSpan;
import dev.patchbay.gateway.execution.IntegrationMeter;
import dev.patchbay.gateway.execution.IntegrationMeter.Ending;
import dev.patchbay.gateway.route.HttpIntegration;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
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
   * @param request has the span of the call below it
   */
  Future<ApiAnswer> call(
      ApiVariables variables, ApiCaller caller, long begunNanos, CallingSpan request) {
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
    long calledNanos = nanoClock.getAsLong();
    long timeoutMillis = timeoutMillis(integration, calledNanos - begunNanos);
    CallSpan span = request.calling(integration.type());
    return Future.succeededFuture()
        .compose(now -> send(variables, caller, integration, span.headers(), timeoutMillis))
        .onSuccess(answer -> span.replied(answer.status()))
        .onFailure(span::failed)
        .onComplete(
            (answer, failure) ->
                meter.called(
                    integration.type(), Ending.of(failure), nanoClock.getAsLong() - calledNanos))
        .otherwise(ApiAnswer::of)
        .map(
            answer ->
                mapped(answer, integration, variables)
                    .behind(
                        CalledIntegration.of(
                            isFunction(integration), answer, nanoClock.getAsLong() - calledNanos)));
  }

  private static Future<ApiAnswer> notServed(String reason) {
    return Future.succeededFuture(ApiAnswer.notImplemented(reason));
  }

  private static boolean isFunction(HttpIntegration integration) {
    return integration.type().equals(FUNCTION);
  }

  private Future<ApiAnswer> send(
      ApiVariables variables,
      ApiCaller caller,
      HttpIntegration integration,
      Map<String, String> traceHeaders,
      long timeoutMillis) {
    boolean isFunction = isFunction(integration);
    MappedRequest mapped =
        MappedRequest.of(
            integration.requestMappings(), variables, isFunction ? Map.of() : traceHeaders);
    ApiVariables changed = variables.with(mapped.request());
    return isFunction
        ? functions.call(changed, caller, integration, timeoutMillis)
        : proxy.call(changed, mapped, integration, timeoutMillis);
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
