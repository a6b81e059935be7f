package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.jwt.InvalidTokenException;
import dev.patchbay.gateway.jwt.TokenClaims;
import dev.patchbay.gateway.jwt.TokenVerifier;
import dev.patchbay.gateway.route.HttpAccess;
import dev.patchbay.gateway.route.HttpAuthorizer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Admits clients with a token. Belongs to one event loop. */
final class TokenAccess {

  private static final String BEARER = "Bearer ";

  private final TokenVerifier verifier;

  TokenAccess(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /** What is known of the client; fails with {@link RefusedException}. */
  Future<ApiCaller> check(HttpAccess access, HttpAuthorizer authorizer, ApiVariables variables) {
    Optional<String> token =
        authorizer.identitySources().stream()
            .findFirst()
            .flatMap(source -> source.evaluate(variables::value))
            .map(TokenAccess::withoutScheme)
            .filter(text -> !text.isEmpty());
    if (token.isEmpty()) {
      return Future.failedFuture(refusal(401, "Unauthorized", "there is no token", "Bearer"));
    }
    return verifier
        .verify(token.get(), authorizer.issuer(), authorizer.audience())
        .map(claims -> admitted(access.scopes(), claims))
        .recover(failure -> Future.failedFuture(refusal(access, failure)));
  }

  /** A scheme without a token has its blank cut off by the parser of headers. */
  private static String withoutScheme(String value) {
    return (value + " ").regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? (value + " ").substring(BEARER.length()).strip()
        : value.strip();
  }

  private static ApiCaller admitted(List<String> scopes, Map<String, Object> claims) {
    List<String> shared = ApiCaller.shared(scopes, TokenClaims.scopes(claims));
    if (!scopes.isEmpty() && shared.isEmpty()) {
      String description = "the token does not have a valid scope";
      throw refusal(
          403, "Forbidden", description, challenge(scopes, "insufficient_scope", description));
    }
    return ApiCaller.ofToken(claims, shared);
  }

  private static Throwable refusal(HttpAccess access, Throwable failure) {
    if (!(failure instanceof InvalidTokenException)) {
      return failure;
    }
    String description = String.valueOf(failure.getMessage());
    return refusal(
        401, "Unauthorized", description, challenge(access.scopes(), "invalid_token", description));
  }

  private static String challenge(List<String> scopes, String error, String description) {
    return "Bearer scope=\"%s\" error=\"%s\" error_description=\"%s\""
        .formatted(String.join(" ", scopes).replace("\"", ""), error, description);
  }

  private static RefusedException refusal(
      int status, String message, String reason, String challenge) {
    ApiAnswer answer = ApiAnswer.refused(status, message, reason);
    AnswerHeaders.add("www-authenticate", challenge, answer.headers());
    return new RefusedException(answer);
  }
}
