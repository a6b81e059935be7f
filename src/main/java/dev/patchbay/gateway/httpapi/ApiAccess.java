package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Caller;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.gateway.route.HttpAccess;
import dev.patchbay.gateway.route.HttpAuthorizer;
import dev.patchbay.gateway.route.RouteAccess;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a request may call the integration of its route. What it cannot decide it
 * refuses. Belongs to one event loop.
 */
final class ApiAccess {

  private final Optional<SigV4Verifier> verifier;
  private final String accountId;
  private final TokenAccess tokens;
  private final FunctionAccess functions;

  /**
   * Checks the requests of one account.
   *
   * @param verifier of signatures for {@code execute-api}; without one no signature is accepted
   */
  ApiAccess(
      Optional<SigV4Verifier> verifier,
      String accountId,
      TokenAccess tokens,
      FunctionAccess functions) {
    this.verifier = verifier;
    this.accountId = accountId;
    this.tokens = tokens;
    this.functions = functions;
  }

  /**
   * Checks a request.
   *
   * @param head as it was on the wire
   * @param stageRevision for which answers of authorizers are kept
   * @return what is known of the client; fails with {@link RefusedException}
   */
  Future<ApiCaller> check(
      HttpAccess access, RequestHead head, ApiVariables variables, long stageRevision) {
    return switch (access.authorizationType()) {
      case RouteAccess.NONE -> Future.succeededFuture(ApiCaller.UNKNOWN);
      case RouteAccess.IAM -> signed(head, variables.request());
      case RouteAccess.CUSTOM ->
          with(access, authorizer -> functions.check(authorizer, variables, stageRevision));
      case HttpAccess.JWT ->
          with(access, authorizer -> tokens.check(access, authorizer, variables));
      default -> refused("its authorization is not supported");
    };
  }

  private static Future<ApiCaller> with(
      HttpAccess access, Function<HttpAuthorizer, Future<ApiCaller>> check) {
    return access
        .authorizer()
        .map(check)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new RefusedException(ApiAnswer.internal("there is no authorizer"))));
  }

  private Future<ApiCaller> signed(RequestHead head, ApiRequest request) {
    if (verifier.isEmpty()) {
      return refused("there is no credentials file");
    }
    try {
      Caller caller =
          verifier.get().verify(verifier.get().inspectPresignable(head), request.body().getBytes());
      return caller.accountId().equals(accountId)
          ? Future.succeededFuture(ApiCaller.ofSignature(caller))
          : refused("the caller is of another account");
    } catch (AuthException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static Future<ApiCaller> refused(String reason) {
    return Future.failedFuture(new RefusedException(ApiAnswer.refused(403, "Forbidden", reason)));
  }
}
