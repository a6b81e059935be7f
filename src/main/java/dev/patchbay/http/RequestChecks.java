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
 * The doors between the first one and an operation, in order: the head of the signature, the size
 * of the body, the signature itself, the caller's role, the throttle. What is turned away has cost
 * no JSON, and no round trip but a draw of the throttle's.
 */
final class RequestChecks {

  /**
   * Who is at the last door, and with what.
   *
   * @param body as it was received, empty where there is none
   * @param admission whether the throttle lets the caller in; it may still be asked
   */
  record Visitor(Caller caller, Buffer body, Future<?> admission) {}

  private final BodyReader bodies;
  private final ConnectionLimits connections;
  private final Optional<SigV4Verifier> verifier;
  private final Caller anyone;
  private final RateLimiter limiter;
  private final RateLimit limit;

  /**
   * Guards one event loop's operations.
   *
   * @param connections knows which have proved a signature
   * @param verifier empty where any signature or none will do
   * @param anyone who a caller is then
   * @param limit of every account whose caller has none of its own
   */
  RequestChecks(
      BodyReader bodies,
      ConnectionLimits connections,
      Optional<SigV4Verifier> verifier,
      Caller anyone,
      RateLimiter limiter,
      RateLimit limit) {
    this.bodies = bodies;
    this.connections = connections;
    this.verifier = verifier;
    this.anyone = anyone;
    this.limiter = limiter;
    this.limit = limit;
  }

  /**
   * Lets a request up to the throttle, or fails with the refusal. To be called in the handler of
   * the request itself.
   *
   * @param visit is told who asks
   */
  Future<Visitor> admit(RoutingContext context, Operation operation, RequestContext visit) {
    HttpServerRequest request = context.request();
    Optional<UnverifiedSignature> claim = verifier.map(each -> each.inspect(head(request)));
    return bodies
        .read(context, claim.isEmpty() || connections.hasProved(request.connection()))
        .map(
            body -> {
              Caller caller = anyone;
              if (claim.isPresent()) {
                caller = verifier.orElseThrow().verify(claim.get(), body.getBytes());
                connections.proved(request.connection());
              }
              visit.madeBy(caller, claim.isPresent());
              checkRole(caller, request, operation);
              return new Visitor(caller, body, throttle(request.response(), caller));
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
