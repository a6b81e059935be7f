package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.access.AuthorizerReply;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.gateway.execution.LambdaFunctions.Invocation;
import dev.patchbay.gateway.route.HttpAuthorizer;
import dev.patchbay.gateway.route.StageVariables;
import dev.patchbay.model.Limit;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the functions of authorizers about requests. Belongs to one event loop. */
final class FunctionAccess {

  private static final long TIMEOUT_MILLIS = Limit.HTTP_API_AUTHORIZER_TIME.value();

  private final LambdaFunctions functions;
  private final ApiArns arns;
  private final KeptReplies kept;

  FunctionAccess(LambdaFunctions functions, ApiArns arns, KeptReplies kept) {
    this.functions = functions;
    this.arns = arns;
    this.kept = kept;
  }

  /**
   * Asks about a request, unless the answer for its client is kept.
   *
   * @return what is known of the client; fails with {@link RefusedException}
   */
  Future<ApiCaller> check(HttpAuthorizer authorizer, ApiVariables variables, long stageRevision) {
    List<String> identity =
        authorizer.identitySources().stream()
            .map(source -> source.evaluate(variables::value).orElse(""))
            .toList();
    if (identity.contains("")) {
      return Future.failedFuture(
          new RefusedException(ApiAnswer.refused(401, "Unauthorized", "no source of identity")));
    }
    ApiRequest request = variables.request();
    String resource =
        arns.route(
            request.apiId(), request.stage(), request.method() + " " + request.path().text());
    if (authorizer.keptSeconds() == 0 || identity.isEmpty()) {
      return asked(authorizer, variables, resource, identity)
          .compose(reply -> decided(authorizer, reply, resource));
    }
    KeptReplies.Key key = KeptReplies.Key.of(request, stageRevision, authorizer.id(), identity);
    Optional<String> known = kept.find(key);
    return known.isPresent()
        ? decided(authorizer, known.get(), resource)
        : asked(authorizer, variables, resource, identity)
            .compose(
                reply -> {
                  Future<ApiCaller> decided = decided(authorizer, reply, resource);
                  kept.keep(key, reply, authorizer.keptSeconds());
                  return decided;
                });
  }

  /** Throws where the answer is no decision, so that it is not kept. */
  private static Future<ApiCaller> decided(
      HttpAuthorizer authorizer, String reply, String resource) {
    return FunctionDecision.of(authorizer, reply, resource)
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new RefusedException(
                        ApiAnswer.refused(403, "Forbidden", "the authorizer does not allow it"))));
  }

  private Future<String> asked(
      HttpAuthorizer authorizer, ApiVariables variables, String resource, List<String> identity) {
    ApiRequest request = variables.request();
    Map<String, @Nullable Object> event =
        authorizer.payloadFormat().equals("1.0")
            ? first(variables, resource, identity)
            : second(variables, resource, identity);
    return functions
        .invoke(
            new Invocation(
                StageVariables.expand(authorizer.uri(), variables.stageVariables()),
                new String(ResourceCodec.encode(event), StandardCharsets.UTF_8),
                TIMEOUT_MILLIS,
                FunctionCall.origin(request),
                arns.authorizer(request.apiId(), authorizer.id())))
        .recover(
            failure ->
                Future.failedFuture(FunctionDecision.broken(String.valueOf(failure.getMessage()))))
        .map(FunctionAccess::reply);
  }

  private static String reply(FunctionResult result) {
    if (result.functionError().isPresent()
        || result.status() != 200
        || result.payload().length() > AuthorizerReply.BYTES_MAX) {
      throw FunctionDecision.broken("the authorizer fails");
    }
    return result.payload();
  }

  private Map<String, @Nullable Object> first(
      ApiVariables variables, String resource, List<String> identity) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("version", "1.0");
    event.put("type", "REQUEST");
    event.put("methodArn", resource);
    event.put("identitySource", String.join(",", identity));
    event.put("authorizationToken", String.join(",", identity));
    FirstFormat.withoutBody(variables, ApiCaller.UNKNOWN).forEach(event::putIfAbsent);
    return event;
  }

  private Map<String, @Nullable Object> second(
      ApiVariables variables, String resource, List<String> identity) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("type", "REQUEST");
    event.put("routeArn", resource);
    event.put("identitySource", identity);
    SecondFormat.withoutBody(variables, ApiCaller.UNKNOWN).forEach(event::putIfAbsent);
    return event;
  }
}
