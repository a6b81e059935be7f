package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.HttpApi;
import dev.patchbay.gateway.route.HttpIntegration;
import dev.patchbay.gateway.route.HttpRoutes;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Runs a request against a snapshot. Belongs to one event loop. */
public final class HttpApiExecution {

  /** The connection is closed after that time, and an answer has to be sent before. */
  private static final long TIME_MILLIS_MAX = Limit.GATEWAY_HANDSHAKE_TIME.value() - 1_000;

  private final RouteThrottle throttle;
  private final ProxyCall proxy;
  private final LongSupplier nanoClock;

  private HttpApiExecution(RouteThrottle throttle, ProxyCall proxy, LongSupplier nanoClock) {
    this.throttle = throttle;
    this.proxy = proxy;
    this.nanoClock = nanoClock;
  }

  public static HttpApiExecution of(
      RouteThrottle throttle, HttpBackends backends, LongSupplier nanoClock) {
    return new HttpApiExecution(throttle, new ProxyCall(backends), nanoClock);
  }

  /**
   * Runs a request.
   *
   * @param head the request without its body
   * @param body begins to read the body
   * @return fails with the failures that {@link ApiAnswer#of(Throwable)} knows
   */
  Future<ApiAnswer> run(
      ApiSnapshot snapshot,
      HttpApi api,
      ApiRequest head,
      long begunNanos,
      Supplier<Future<Buffer>> body) {
    Optional<HttpRoutes.Match> match = api.routes().find(head.method(), head.path().segments());
    if (match.isEmpty()) {
      return Future.succeededFuture(ApiAnswer.notFound("no route takes it"));
    }
    if (!throttle.admits(snapshot, head.apiId(), head.stage(), match.get().route().key())) {
      return Future.succeededFuture(ApiAnswer.tooManyRequests());
    }
    return body.get()
        .compose(received -> call(snapshot, match.get(), head.with(received), begunNanos));
  }

  private Future<ApiAnswer> call(
      ApiSnapshot snapshot, HttpRoutes.Match match, ApiRequest request, long begunNanos) {
    Optional<HttpIntegration> integration = match.route().integration();
    if (integration.isEmpty()) {
      return Future.succeededFuture(
          ApiAnswer.internal("the route " + match.route().key() + " has no integration"));
    }
    if (integration.get().isThroughVpcLink()) {
      return Future.succeededFuture(ApiAnswer.notImplemented("VPC links are not supported"));
    }
    if (!integration.get().subtype().isEmpty()) {
      return Future.succeededFuture(
          ApiAnswer.notImplemented("integrations with services of AWS are not supported"));
    }
    return switch (integration.get().type()) {
      case "HTTP_PROXY" ->
          proxy.call(
              request,
              match,
              integration.get(),
              snapshot.stageVariables(),
              timeoutMillis(integration.get(), begunNanos));
      default ->
          Future.succeededFuture(
              ApiAnswer.notImplemented(
                  "integrations of type " + integration.get().type() + " are not supported"));
    };
  }

  /** The time of the integration, as far as the request has it left. */
  private long timeoutMillis(HttpIntegration integration, long begunNanos) {
    long spentMillis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - begunNanos);
    return Math.max(1, Math.min(integration.timeoutMillis(), TIME_MILLIS_MAX - spentMillis));
  }
}
