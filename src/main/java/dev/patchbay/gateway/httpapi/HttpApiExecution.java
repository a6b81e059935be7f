package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.RequestHead;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.HttpApi;
import dev.patchbay.gateway.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a request against a snapshot. Belongs to one event loop. */
public final class HttpApiExecution {

  private final RouteThrottle throttle;
  private final ApiAccess access;
  private final IntegrationCalls integrations;
  private final String accountId;

  HttpApiExecution(
      RouteThrottle throttle, ApiAccess access, IntegrationCalls integrations, String accountId) {
    this.throttle = throttle;
    this.access = access;
    this.integrations = integrations;
    this.accountId = accountId;
  }

  /**
   * A request as it arrived.
   *
   * @param head the request without its body
   * @param wire the head as it was on the wire
   * @param body begins to read the body
   */
  record Arrived(
      ApiRequest head, RequestHead wire, long begunNanos, Supplier<Future<Buffer>> body) {}

  /** Answers a request; never fails. */
  Future<ApiAnswer> run(ApiSnapshot snapshot, HttpApi api, Arrived arrived) {
    return answer(snapshot, api, arrived)
        .otherwise(ApiAnswer::of)
        .map(
            answer ->
                api.cors()
                    .map(cors -> CorsHeaders.added(cors, arrived.head, answer))
                    .orElse(answer));
  }

  private Future<ApiAnswer> answer(ApiSnapshot snapshot, HttpApi api, Arrived arrived) {
    ApiRequest head = arrived.head;
    Optional<HttpRoutes.Match> match = api.routes().find(head.method(), head.path().segments());
    boolean isPreflight = api.cors().isPresent() && CorsHeaders.isPreflight(head);
    boolean isOpen = match.isEmpty() || match.get().route().access().isOpen();
    if (isPreflight && isOpen) {
      return Future.succeededFuture(CorsHeaders.preflight());
    }
    if (match.isEmpty()) {
      return Future.succeededFuture(ApiAnswer.notFound("no route takes it"));
    }
    if (!throttle.admits(snapshot, head.apiId(), head.stage(), match.get().route().key())) {
      return Future.succeededFuture(ApiAnswer.tooManyRequests());
    }
    return arrived
        .body
        .get()
        .compose(
            received -> admitted(snapshot, match.get(), arrived, head.with(received), isPreflight));
  }

  private Future<ApiAnswer> admitted(
      ApiSnapshot snapshot,
      HttpRoutes.Match match,
      Arrived arrived,
      ApiRequest request,
      boolean isPreflight) {
    ApiVariables variables = ApiVariables.of(request, match, snapshot.stageVariables(), accountId);
    return access
        .check(match.route().access(), arrived.wire, variables)
        .compose(
            caller ->
                isPreflight
                    ? Future.succeededFuture(CorsHeaders.preflight())
                    : integrations.call(variables.with(caller), caller, arrived.begunNanos));
  }
}
