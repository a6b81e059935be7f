package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.auth.UnverifiedSignature;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ServiceException;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimitFields;
import dev.patchbay.throttle.RateLimiter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The checks of a request before its operation, in order: the head of the signature, the size of
 * the body, the signature, the role of the caller, the throttle. A refused request costs no parsing
 * of JSON, and no round trip except the throttle's.
 */
final class RequestChecks {

  /**
   * A request that is authenticated and authorized.
   *
   * @param body the bytes received; empty where there is no body
   * @param admission the decision of the throttle, which may be pending; fails with the refusal
   */
  record AuthenticatedRequest(Caller caller, Buffer body, Future<?> admission) {}

  private final BodyReader bodies;
  private final ConnectionLimits connections;
  private final Optional<SigV4Verifier> verifier;
  private final Caller anonymous;
  private final RateLimiter limiter;
  private final RateLimit limit;

  /**
   * The checks of one event loop.
   *
   * @param connections records the connections that have sent a valid signature
   * @param verifier empty where requests need no signature
   * @param anonymous the caller of all requests without a verifier
   * @param limit the rate limit of accounts without one of their own
   */
  RequestChecks(
      BodyReader bodies,
      ConnectionLimits connections,
      Optional<SigV4Verifier> verifier,
      Caller anonymous,
      RateLimiter limiter,
      RateLimit limit) {
    this.bodies = bodies;
    this.connections = connections;
    this.verifier = verifier;
    this.anonymous = anonymous;
    this.limiter = limiter;
    this.limit = limit;
  }

  /**
   * Checks a request, or fails with the refusal. To be called in the handler of the request, before
   * its body arrives.
   *
   * @param requestContext receives the caller
   */
  Future<AuthenticatedRequest> check(
      RoutingContext context, Operation operation, RequestContext requestContext) {
    return Future.succeededFuture().compose(begun -> checkHead(context, operation, requestContext));
  }

  private Future<AuthenticatedRequest> checkHead(
      RoutingContext context, Operation operation, RequestContext requestContext) {
    HttpServerRequest request = context.request();
    Optional<UnverifiedSignature> signature = verifier.map(each -> each.inspect(head(request)));
    return bodies
        .read(context, signature.isEmpty() || connections.hasProved(request.connection()))
        .map(
            body -> {
              Caller caller = anonymous;
              if (signature.isPresent()) {
                caller = verifier.orElseThrow().verify(signature.get(), body.getBytes());
                connections.proved(request.connection());
              }
              requestContext.authenticatedAs(caller, signature.isPresent());
              checkRole(caller, request, operation);
              return new AuthenticatedRequest(caller, body, throttle(request.response(), caller));
            });
  }

  private Future<?> throttle(HttpServerResponse response, Caller caller) {
    return limiter
        .admit(caller.accountId(), limitOf(caller))
        .map(
            admission -> {
              if (!admission.admitted()) {
                response
                    .putHeader("RateLimit-Policy", RateLimitFields.policy(admission.limit()))
                    .putHeader("RateLimit", RateLimitFields.state(admission));
                throw ServiceException.tooManyRequests(admission.retryAfterMillis());
              }
              return admission;
            });
  }

  private RateLimit limitOf(Caller caller) {
    if (caller.throttleRatePerSecond().isEmpty() && caller.throttleBurst().isEmpty()) {
      return limit;
    }
    OptionalInt rate = caller.throttleRatePerSecond();
    return RateLimit.of(
        rate.isPresent() ? rate.getAsInt() : limit.ratePerSecond(),
        caller.throttleBurst().orElse(limit.burst()));
  }

  private static void checkRole(Caller caller, HttpServerRequest request, Operation operation) {
    if (!operation.isReadOnly() && caller.role() == Role.READONLY) {
      throw new ServiceException(
          ErrorCode.ACCESS_DENIED,
          "User: %s is not authorized to perform: apigateway:%s on resource: %s"
              .formatted(caller.accessKeyId(), operation.method(), request.path()));
    }
  }

  /** HTTP/2 carries the signed host in its own field. */
  private static RequestHead head(HttpServerRequest request) {
    List<Map.Entry<String, String>> headers = request.headers().entries();
    if (request.version() == HttpVersion.HTTP_2 && !request.headers().contains(HttpHeaders.HOST)) {
      HostAndPort authority = request.authority();
      headers = new ArrayList<>(headers);
      headers.add(Map.entry("host", authority == null ? "" : authority.toString()));
    }
    return new RequestHead(request.method().name(), request.uri(), headers);
  }
}
