package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.RequestHead;
import dev.patchbay.gateway.event.GatewayTracer.CallingSpan;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.HttpApi;
import dev.patchbay.gateway.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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
   * @param span has the call of its integration below it
   */
  record Arrived(
      ApiRequest head,
      RequestHead wire,
      long begunNanos,
      Supplier<Future<Buffer>> body,
      CallingSpan span) {}

  /** Answers a request; never fails. */
  Future<RequestEnd> run(ApiSnapshot snapshot, HttpApi api, Arrived arrived) {
    ApiRequest head = arrived.head;
    boolean isPreflight = api.cors().isPresent() && CorsHeaders.isPreflight(head);
    return api.routes()
        .find(head.method(), head.path().segments())
        .map(match -> matched(snapshot, match, arrived, isPreflight))
        .orElseGet(
            () ->
                Future.succeededFuture(
                    ended(
                        head,
                        isPreflight
                            ? CorsHeaders.preflight()
                            : ApiAnswer.notFound("no route takes it"))))
        .map(
            end ->
                api.cors()
                    .map(cors -> end.with(CorsHeaders.added(cors, head, end.answer())))
                    .orElse(end));
  }

  /** The end of a request that no route takes. */
  RequestEnd ended(ApiRequest head, ApiAnswer answer) {
    return new RequestEnd(head, "", ApiVariables.context(head, "", accountId), answer);
  }

  private Future<RequestEnd> matched(
      ApiSnapshot snapshot, HttpRoutes.Match match, Arrived arrived, boolean isPreflight) {
    ApiRequest head = arrived.head;
    ApiVariables known = ApiVariables.of(head, match, snapshot.stageVariables(), accountId);
    if (isPreflight && match.route().access().isOpen()) {
      return Future.succeededFuture(RequestEnd.of(known, CorsHeaders.preflight()));
    }
    if (!throttle.admits(snapshot, head.apiId(), head.stage(), match.route().key())) {
      return Future.succeededFuture(RequestEnd.of(known, ApiAnswer.tooManyRequests()));
    }
    return access
        .check(match.route().access(), arrived.wire, known, snapshot.stageRevision())
        .compose(
            check -> received(check, known, arrived, isPreflight),
            refusal -> Future.succeededFuture(refused(known, refusal)));
  }

  private Future<RequestEnd> received(
      ApiAccess.BodyCheck check, ApiVariables known, Arrived arrived, boolean isPreflight) {
    return arrived
        .body
        .get()
        .compose(
            body -> {
              ApiVariables whole = known.with(arrived.head.with(body));
              try {
                ApiCaller caller = check.check(body);
                return admitted(whole.with(caller), caller, arrived, isPreflight);
              } catch (RefusedException e) {
                return Future.succeededFuture(refused(whole, e));
              }
            })
        .otherwise(failure -> RequestEnd.of(known, ApiAnswer.of(failure)));
  }

  private static RequestEnd refused(ApiVariables variables, Throwable refusal) {
    return RequestEnd.of(variables.refused(refusal), ApiAnswer.of(refusal));
  }

  private Future<RequestEnd> admitted(
      ApiVariables variables, ApiCaller caller, Arrived arrived, boolean isPreflight) {
    Future<ApiAnswer> answer =
        isPreflight
            ? Future.succeededFuture(CorsHeaders.preflight())
            : integrations.call(variables, caller, arrived.begunNanos, arrived.span);
    return answer.map(each -> RequestEnd.of(variables, each));
  }
}
