package dev.patchbay.gateway.access;

import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import dev.patchbay.gateway.event.ContextVariables;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.AccessRefusedException;
import dev.patchbay.gateway.execution.LambdaEvent;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.gateway.execution.LambdaFunctions.Invocation;
import dev.patchbay.gateway.route.Route;
import dev.patchbay.gateway.route.RouteAuthorizer;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Asks the authorizer of a route whether a client may connect. Belongs to one event loop. */
public final class AuthorizerCall {

  private static final long TIMEOUT_MILLIS = Limit.AUTHORIZER_TIME.value();

  private final LambdaFunctions functions;
  private final LongSupplier nanoClock;
  private final ApiArns arns;

  public AuthorizerCall(LambdaFunctions functions, LongSupplier nanoClock, ApiArns arns) {
    this.functions = functions;
    this.nanoClock = nanoClock;
    this.arns = arns;
  }

  /** Asks the authorizer; fails with {@link AccessRefusedException}. */
  Future<GrantedAccess> ask(
      RouteAuthorizer authorizer, Map<String, String> stageVariables, RouteEvent event) {
    Map<String, Object> variables = ContextVariables.of(event, Route.CONNECT);
    if (!authorizer.isIdentified(event, variables, stageVariables)) {
      return Future.failedFuture(refusal(event, 401, "Unauthorized", "no source of identity"));
    }
    Optional<String> function = authorizer.function(stageVariables);
    if (function.isEmpty()) {
      return Future.failedFuture(internal(event, "the authorizer names no function"));
    }
    ClientConnection connection = event.connection();
    String resource = arns.route(connection, Route.CONNECT);
    long begunNanos = nanoClock.getAsLong();
    return functions
        .invoke(
            new Invocation(
                function.get(),
                LambdaEvent.ofAuthorizer(event, resource, variables, stageVariables),
                TIMEOUT_MILLIS,
                event.origin(),
                arns.authorizer(connection.apiId(), authorizer.id())))
        .recover(
            failure -> Future.failedFuture(internal(event, String.valueOf(failure.getMessage()))))
        .map(
            result ->
                access(event, result, resource, (nanoClock.getAsLong() - begunNanos) / 1_000_000));
  }

  private static GrantedAccess access(
      RouteEvent event, FunctionResult result, String resource, long millis) {
    if (result.functionError().isPresent() || result.status() != 200) {
      throw isUnauthorized(result.payload())
          ? refusal(event, 401, "Unauthorized", "the authorizer says so")
          : internal(event, "the authorizer fails");
    }
    AuthorizerReply reply;
    try {
      reply = AuthorizerReply.of(result.payload(), resource);
    } catch (IllegalArgumentException e) {
      throw refusal(event, 500, "", String.valueOf(e.getMessage()));
    }
    return switch (reply.effect()) {
      case ALLOWED ->
          new GrantedAccess(
              new ConnectionAccess(Map.of(), Optional.of(reply.members()), OptionalLong.of(millis)),
              reply.usageIdentifierKey());
      case DENIED ->
          throw refusal(
              event,
              403,
              "User is not authorized to access this resource with an explicit deny in an"
                  + " identity-based policy",
              "the authorizer denies it");
      case NOT_ALLOWED ->
          throw refusal(
              event, 403, AccessRefusedException.NOT_ALLOWED, "the authorizer does not allow it");
    };
  }

  private static boolean isUnauthorized(String payload) {
    try {
      return JsonReader.readValue(payload.getBytes(StandardCharsets.UTF_8))
              instanceof Map<?, ?> error
          && "Unauthorized".equals(error.get("errorMessage"));
    } catch (ServiceException e) {
      return false;
    }
  }

  private static AccessRefusedException internal(RouteEvent event, String reason) {
    return refusal(event, 500, "Internal server error", reason);
  }

  private static AccessRefusedException refusal(
      RouteEvent event, int status, String text, String reason) {
    return AccessRefusedException.of(event, status, text, reason);
  }
}
