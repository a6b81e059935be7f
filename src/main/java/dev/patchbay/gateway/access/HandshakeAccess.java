package dev.patchbay.gateway.access;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Caller;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.AccessRefusedException;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.Route;
import dev.patchbay.gateway.route.RouteAccess;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Decides whether a client may connect, before {@code $connect} runs. A client is refused where no
 * decision can be made. Belongs to one event loop.
 */
public final class HandshakeAccess {

  private static final byte[] NO_BODY = {};

  private final RouteThrottle throttle;
  private final Optional<SigV4Verifier> verifier;
  private final String accountId;
  private final AuthorizerCall authorizers;
  private final ApiKeyCheck apiKeys;

  /**
   * Checks the handshakes of one account.
   *
   * @param verifier of signatures for {@code execute-api}; without one no signature is accepted
   * @param apiKeys asked once for each handshake
   */
  public HandshakeAccess(
      RouteThrottle throttle,
      Optional<SigV4Verifier> verifier,
      String accountId,
      AuthorizerCall authorizers,
      Supplier<ApiKeys> apiKeys) {
    this.throttle = throttle;
    this.verifier = verifier;
    this.accountId = accountId;
    this.authorizers = authorizers;
    this.apiKeys = new ApiKeyCheck(apiKeys);
  }

  /**
   * Checks a handshake.
   *
   * @return the connection with the authorizer's context and API key; fails with {@link
   *     AccessRefusedException} where it is refused
   */
  public Future<ClientConnection> check(ApiSnapshot snapshot, RequestHead head, RouteEvent event) {
    if (!throttle.admits(snapshot, event.connection(), Route.CONNECT)) {
      return refused(event, 429, "Too Many Requests", "the route takes no more requests");
    }
    Optional<RouteAccess> access = snapshot.route(Route.CONNECT).map(Route::access);
    if (access.isEmpty() || access.get().isOpen()) {
      return Future.succeededFuture(event.connection());
    }
    return authorized(access.get(), snapshot, head, event)
        .compose(
            granted ->
                access.get().isApiKeyRequired()
                    ? identified(snapshot, event, granted)
                    : Future.succeededFuture(granted.access()))
        .map(event.connection()::of);
  }

  private Future<GrantedAccess> authorized(
      RouteAccess access, ApiSnapshot snapshot, RequestHead head, RouteEvent event) {
    return switch (access.authorizationType()) {
      case RouteAccess.NONE ->
          Future.succeededFuture(GrantedAccess.of(event.connection().access()));
      case RouteAccess.IAM -> signed(head, event);
      case RouteAccess.CUSTOM ->
          access
              .authorizer()
              .map(authorizer -> authorizers.ask(authorizer, snapshot.stageVariables(), event))
              .orElseGet(
                  () -> refused(event, 500, "Internal server error", "there is no authorizer"));
      default -> refused(event, 403, "Forbidden", "its authorization is not supported");
    };
  }

  private Future<ConnectionAccess> identified(
      ApiSnapshot snapshot, RouteEvent event, GrantedAccess granted) {
    return apiKeys
        .nameOf(snapshot, event, granted.usageIdentifierKey())
        .map(name -> Future.succeededFuture(granted.access().withApiKey(name)))
        .orElseGet(() -> refused(event, 403, "Forbidden", "the stage accepts no such API key"));
  }

  private Future<GrantedAccess> signed(RequestHead head, RouteEvent event) {
    if (verifier.isEmpty()) {
      return refused(event, 403, "Forbidden", "there is no credentials file");
    }
    try {
      Caller caller = verifier.get().verify(verifier.get().inspectPresignable(head), NO_BODY);
      return caller.accountId().equals(accountId)
          ? Future.succeededFuture(GrantedAccess.of(of(caller)))
          : refused(
              event, 403, AccessRefusedException.NOT_ALLOWED, "the caller is of another account");
    } catch (AuthException e) {
      String text = String.valueOf(e.getMessage());
      return refused(event, 403, text, text);
    }
  }

  private static ConnectionAccess of(Caller caller) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("accountId", caller.accountId());
    identity.put("caller", caller.accessKeyId());
    identity.put("user", caller.accessKeyId());
    identity.put("userArn", "arn:aws:iam::" + caller.accountId() + ":user/" + caller.accessKeyId());
    return new ConnectionAccess(identity, Optional.empty(), OptionalLong.empty());
  }

  private static <T> Future<T> refused(RouteEvent event, int status, String text, String reason) {
    return Future.failedFuture(AccessRefusedException.of(event, status, text, reason));
  }
}
