package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Caller;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.auth.UnverifiedSignature;
import dev.patchbay.gateway.route.HttpAccess;
import dev.patchbay.gateway.route.HttpAuthorizer;
import dev.patchbay.gateway.route.RouteAccess;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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

  /** The rest of a check, which needs the body of the request. */
  interface BodyCheck {

    /**
     * Checks a body.
     *
     * @return what is known of the client
     * @throws RefusedException where the request is refused
     */
    ApiCaller check(Buffer body);
  }

  /**
   * Checks a request before its body is read, so that only an admitted client makes the gateway
   * hold one. A signature is verified with the body, and its key before.
   *
   * @param head as it was on the wire
   * @param stageRevision for which answers of authorizers are kept
   * @return fails with {@link RefusedException}
   */
  Future<BodyCheck> check(
      HttpAccess access, RequestHead head, ApiVariables variables, long stageRevision) {
    return switch (access.authorizationType()) {
      case RouteAccess.NONE -> Future.succeededFuture(body -> ApiCaller.UNKNOWN);
      case RouteAccess.IAM -> signed(head);
      case RouteAccess.CUSTOM ->
          with(access, authorizer -> functions.check(authorizer, variables, stageRevision));
      case HttpAccess.JWT ->
          with(access, authorizer -> tokens.check(access, authorizer, variables));
      default -> Future.failedFuture(refusal("its authorization is not supported"));
    };
  }

  private static Future<BodyCheck> with(
      HttpAccess access, Function<HttpAuthorizer, Future<ApiCaller>> check) {
    return access
        .authorizer()
        .map(check)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new RefusedException(ApiAnswer.internal("there is no authorizer"))))
        .map(caller -> body -> caller);
  }

  private Future<BodyCheck> signed(RequestHead head) {
    if (verifier.isEmpty()) {
      return Future.failedFuture(refusal("there is no credentials file"));
    }
    try {
      UnverifiedSignature signature = verifier.get().inspectPresignable(head);
      return Future.succeededFuture(body -> verified(verifier.get(), signature, body));
    } catch (AuthException e) {
      return Future.failedFuture(refusal(String.valueOf(e.getMessage())));
    }
  }

  private ApiCaller verified(SigV4Verifier known, UnverifiedSignature signature, Buffer body) {
    Caller caller;
    try {
      caller = known.verify(signature, body.getBytes());
    } catch (AuthException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
    if (!caller.accountId().equals(accountId)) {
      throw refusal("the caller is of another account");
    }
    return ApiCaller.ofSignature(caller);
  }

  private static RefusedException refusal(String reason) {
    return new RefusedException(ApiAnswer.refused(403, "Forbidden", reason));
  }
}
