package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.access.AuthorizerPolicy;
import dev.patchbay.gateway.access.AuthorizerReply;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.gateway.execution.LambdaFunctions.Invocation;
import dev.patchbay.gateway.route.HttpAuthorizer;
import dev.patchbay.gateway.route.StageVariables;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
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

  /** The limit of API Gateway; it leaves half a minute for the integration. */
  private static final long TIMEOUT_MILLIS = 10_000;

  private final LambdaFunctions functions;
  private final ApiArns arns;

  FunctionAccess(LambdaFunctions functions, ApiArns arns) {
    this.functions = functions;
    this.arns = arns;
  }

  /** What is known of the client; fails with {@link RefusedException}. */
  Future<ApiCaller> check(HttpAuthorizer authorizer, ApiVariables variables) {
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
        .recover(failure -> Future.failedFuture(internal(String.valueOf(failure.getMessage()))))
        .map(result -> caller(authorizer, result, resource));
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

  private static ApiCaller caller(
      HttpAuthorizer authorizer, FunctionResult result, String resource) {
    if (result.functionError().isPresent()
        || result.status() != 200
        || result.payload().length() > AuthorizerReply.BYTES_MAX) {
      throw internal("the authorizer fails");
    }
    try {
      Map<String, Object> reply =
          JsonReader.readAll(result.payload().getBytes(StandardCharsets.UTF_8));
      if (!isAllowed(authorizer, reply, resource)) {
        throw new RefusedException(
            ApiAnswer.refused(403, "Forbidden", "the authorizer does not allow it"));
      }
      return ApiCaller.ofFunction(
          context(reply),
          reply.get("principalId") instanceof String id ? Optional.of(id) : Optional.empty());
    } catch (ServiceException | IllegalArgumentException e) {
      throw internal("the authorizer answers no decision");
    }
  }

  private static boolean isAllowed(
      HttpAuthorizer authorizer, Map<String, Object> reply, String resource) {
    if (!authorizer.isSimple()) {
      return AuthorizerPolicy.effect(reply.get("policyDocument"), resource)
          == AuthorizerPolicy.Effect.ALLOWED;
    }
    if (reply.get("isAuthorized") instanceof Boolean isAuthorized) {
      return isAuthorized;
    }
    throw internal("the authorizer answers no isAuthorized");
  }

  private static Map<String, @Nullable Object> context(Map<String, Object> reply) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    if (reply.get("context") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> context.put(String.valueOf(name), value));
    }
    return context;
  }

  private static RefusedException internal(String reason) {
    return new RefusedException(ApiAnswer.internal(reason));
  }
}
