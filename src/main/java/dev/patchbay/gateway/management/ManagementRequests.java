package dev.patchbay.gateway.management;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Caller;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.UnverifiedSignature;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.GatewayTracer.RequestSpan;
import dev.patchbay.gateway.event.GuardedTracer;
import dev.patchbay.gateway.http.GatewayAddress;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.http.RefusedBodyException;
import dev.patchbay.gateway.http.RequestBodies;
import dev.patchbay.gateway.route.ApiSnapshots;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * Serves the requests of backends to connections: {@code @connections} of AWS. Belongs to one event
 * loop.
 */
public final class ManagementRequests {

  private static final int PAYLOAD_BYTES_MAX = Limit.GATEWAY_PAYLOAD.intValue();

  private static final int PAYLOAD_TOO_LARGE = 413;

  private final Management shared;
  private final String region;
  private final ApiSnapshots snapshots;
  private final RequestBodies bodies;
  private final GatewayTracer tracer;
  private final ManagementIds ids;

  public ManagementRequests(
      Management shared,
      String region,
      ApiSnapshots snapshots,
      RequestBodies bodies,
      GatewayTracer tracer,
      ManagementIds ids) {
    this.shared = shared;
    this.region = region;
    this.snapshots = snapshots;
    this.bodies = bodies;
    this.tracer = new GuardedTracer(tracer);
    this.ids = ids;
  }

  /**
   * Answers a request that addresses a connection.
   *
   * @param stages says which stage a path names
   * @return false for other requests
   */
  public boolean handle(
      HttpServerRequest request, Function<String, Optional<GatewayAddress>> stages) {
    Optional<ManagementAddress> address = ManagementAddress.of(stages, request.path());
    if (address.isEmpty()) {
      return false;
    }
    String requestId = ids.nextRequest();
    Optional<String> operation = CommandReader.operation(request);
    if (operation.isEmpty()) {
      ManagementAnswer.FORBIDDEN.send(request, ids, requestId);
      return true;
    }
    RequestSpan span = begin(operation.get(), address.get(), request);
    RequestBodies.Body body = bodies.of(request, PAYLOAD_BYTES_MAX);
    Future.succeededFuture()
        .compose(begun -> answer(request, body, address.get(), requestId))
        .onComplete(
            (answer, failure) -> {
              body.release();
              if (failure instanceof RefusedBodyException refused && refused.isTooLarge()) {
                HttpAnswer.refusePayload(request);
                span.end(PAYLOAD_TOO_LARGE, Optional.empty());
              } else {
                send(answer == null ? of(failure) : answer, request, requestId, span);
              }
            });
    return true;
  }

  private RequestSpan begin(
      String operation, ManagementAddress address, HttpServerRequest request) {
    return tracer.begin(
        operation,
        address.stage().apiId(),
        address.stage().stage(),
        address.connectionId(),
        request.headers());
  }

  private void send(
      ManagementAnswer answer, HttpServerRequest request, String requestId, RequestSpan span) {
    answer.send(request, ids, requestId);
    span.end(answer.status(), answer.errorType());
  }

  private static ManagementAnswer of(Throwable failure) {
    return failure instanceof AuthException refusal
        ? ManagementAnswer.unauthenticated(refusal)
        : ManagementAnswer.UNAVAILABLE;
  }

  private Future<ManagementAnswer> answer(
      HttpServerRequest request,
      RequestBodies.Body unread,
      ManagementAddress address,
      String requestId) {
    Optional<UnverifiedSignature> signature =
        shared
            .verifier()
            .map(
                verifier ->
                    verifier.inspect(
                        new RequestHead(
                            request.method().name(), request.uri(), request.headers().entries())));
    return unread
        .read()
        .compose(
            body -> {
              Caller caller =
                  signature.isPresent()
                      ? shared.verifier().orElseThrow().verify(signature.get(), body.getBytes())
                      : shared.anyone();
              GatewayAddress stage = address.stage();
              return snapshots
                  .find(stage.apiId(), stage.stage())
                  .compose(
                      found ->
                          found.filter(api -> api.isReached(stage.isCustom())).isPresent()
                              ? run(request, caller, address, body, requestId)
                              : Future.succeededFuture(ManagementAnswer.FORBIDDEN));
            });
  }

  /** At AWS the form of the identifier is checked before the rights of the caller. */
  private Future<ManagementAnswer> run(
      HttpServerRequest request,
      Caller caller,
      ManagementAddress address,
      Buffer body,
      String requestId) {
    String apiId = address.stage().apiId();
    if (!ConnectionIds.isIssued(address.connectionId(), apiId)) {
      return Future.succeededFuture(ManagementAnswer.invalidConnectionId(address.connectionId()));
    }
    ConnectionCommand command = CommandReader.command(request, body, requestId);
    boolean reads = command instanceof ConnectionCommand.Get;
    if (!caller.accountId().equals(shared.accountId())
        || (caller.role() == Role.READONLY && !reads)) {
      return Future.succeededFuture(
          ManagementAnswer.denied(caller, region, address.stage(), request.method().name()));
    }
    return shared
        .registry()
        .run(apiId, address.connectionId(), command)
        .map(
            outcome -> {
              if (command instanceof ConnectionCommand.Delete) {
                ManagementAudit.ran(
                    "DeleteConnection",
                    caller,
                    apiId,
                    address.stage().stage(),
                    address.connectionId(),
                    requestId,
                    outcome);
              }
              return ManagementAnswer.of(command, outcome);
            });
  }
}
