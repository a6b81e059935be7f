package dev.patchbay.gateway.management;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Caller;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.UnverifiedSignature;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.http.BoundedBody;
import dev.patchbay.gateway.http.GatewayAddress;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.route.ApiSnapshots;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves the requests of backends to connections: {@code @connections} of AWS. Belongs to one event
 * loop.
 */
public final class ManagementRequests {

  private static final int PAYLOAD_BYTES_MAX = Limit.GATEWAY_PAYLOAD.intValue();

  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.DELETE);

  /** The SDKs send it with all attempts of one call. */
  private static final String INVOCATION = "amz-sdk-invocation-id";

  /** Longer than the UUID of an SDK. */
  private static final int INVOCATION_LENGTH_MAX = 64;

  private final Management shared;
  private final String region;
  private final ApiSnapshots snapshots;
  private final PendingBytes pending;
  private final ManagementIds ids;

  public ManagementRequests(
      Management shared,
      String region,
      ApiSnapshots snapshots,
      PendingBytes pending,
      ManagementIds ids) {
    this.shared = shared;
    this.region = region;
    this.snapshots = snapshots;
    this.pending = pending;
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
    HttpMethod method = request.method();
    if (!METHODS.contains(method)) {
      ManagementAnswer.FORBIDDEN.send(request, ids, requestId);
      return true;
    }
    long held = BoundedBody.lengthExpected(request, PAYLOAD_BYTES_MAX);
    if (!pending.take(held)) {
      ManagementAnswer.UNAVAILABLE.send(request, ids, requestId);
      return true;
    }
    Future.succeededFuture()
        .compose(begun -> answer(request, address.get(), requestId))
        .onComplete(
            (answer, failure) -> {
              pending.give(held);
              if (failure instanceof BoundedBody.TooLargeException) {
                HttpAnswer.refusePayload(request);
              } else {
                (answer == null ? of(failure) : answer).send(request, ids, requestId);
              }
            });
    return true;
  }

  private static ManagementAnswer of(Throwable failure) {
    return failure instanceof AuthException refusal
        ? ManagementAnswer.unauthenticated(refusal)
        : ManagementAnswer.UNAVAILABLE;
  }

  private Future<ManagementAnswer> answer(
      HttpServerRequest request, ManagementAddress address, String requestId) {
    Optional<UnverifiedSignature> signature =
        shared
            .verifier()
            .map(
                verifier ->
                    verifier.inspect(
                        new RequestHead(
                            request.method().name(), request.uri(), request.headers().entries())));
    return BoundedBody.read(request, PAYLOAD_BYTES_MAX)
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
    ConnectionCommand command = command(request, body, requestId);
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
                ManagementAudit.deleted(caller, address, requestId, outcome);
              }
              return ManagementAnswer.of(command, outcome);
            });
  }

  private static ConnectionCommand command(
      HttpServerRequest request, Buffer body, String requestId) {
    if (request.method().equals(HttpMethod.GET)) {
      return new ConnectionCommand.Get();
    }
    if (request.method().equals(HttpMethod.DELETE)) {
      return new ConnectionCommand.Delete();
    }
    @Nullable String invocation = request.getHeader(INVOCATION);
    return new ConnectionCommand.Post(
        body,
        invocation == null || invocation.length() > INVOCATION_LENGTH_MAX ? requestId : invocation);
  }
}
