package dev.patchbay.gateway;

import dev.patchbay.auth.RequestHead;
import dev.patchbay.gateway.access.HandshakeAccess;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.EventRunner;
import dev.patchbay.gateway.http.GatewayAddress;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.ApiSnapshots;
import dev.patchbay.gateway.socket.ConnectionEvents;
import dev.patchbay.gateway.socket.ConnectionIds;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns requests into connections: {@code $connect} runs before a handshake is answered. */
final class Handshake {

  /** The only version of the protocol (RFC 6455, section 4.1). */
  private static final String VERSION = "13";

  /** Sixteen bytes in base64 (RFC 6455, section 4.2.1). */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private final ApiSnapshots snapshots;
  private final HandshakeAccess access;
  private final EventRunner runner;
  private final ConnectionIds connectionIds;
  private final RequestIds requestIds;
  private final InstantSource clock;
  private final ConnectionEvents events;

  Handshake(
      ApiSnapshots snapshots,
      HandshakeAccess access,
      EventRunner runner,
      ConnectionIds connectionIds,
      RequestIds requestIds,
      InstantSource clock,
      ConnectionEvents events) {
    this.snapshots = snapshots;
    this.access = access;
    this.runner = runner;
    this.connectionIds = connectionIds;
    this.requestIds = requestIds;
    this.clock = clock;
    this.events = events;
  }

  /** Receives a connection with its socket, from which nothing has been read. */
  interface Accepted {
    void accept(ClientConnection connection, ServerWebSocket socket);
  }

  /**
   * Answers a request.
   *
   * @param stages says which stage a path names
   */
  void handle(
      HttpServerRequest request,
      Function<String, Optional<GatewayAddress>> stages,
      Accepted accepted) {
    Optional<GatewayAddress> address = stages.apply(request.path());
    if (address.isEmpty() || !request.canUpgradeToWebSocket() || !hasKey(request)) {
      HttpAnswer.forbid(request);
      return;
    }
    if (!VERSION.equals(request.getHeader("sec-websocket-version"))) {
      HttpAnswer.error(
          request,
          426,
          "UpgradeRequiredException",
          "Upgrade Required",
          Map.of("Sec-WebSocket-Version", VERSION));
      return;
    }
    Optional<RequestParameters> parameters = parameters(request);
    if (parameters.isEmpty()) {
      HttpAnswer.error(request, 400, "BadRequestException", "Bad Request", Map.of());
      return;
    }
    request.pause();
    GatewayAddress asked = address.get();
    snapshots
        .find(asked.apiId(), asked.stage())
        .onSuccess(
            found -> {
              if (found.isPresent() && found.get().isReached(asked.isCustom())) {
                connect(request, found.get(), asked, parameters.get(), accepted);
              } else {
                HttpAnswer.forbid(request);
              }
            })
        .onFailure(failure -> HttpAnswer.unavailable(request));
  }

  private static boolean hasKey(HttpServerRequest request) {
    String key = request.getHeader("sec-websocket-key");
    return key != null && KEY.matcher(key).matches();
  }

  private void connect(
      HttpServerRequest request,
      ApiSnapshot snapshot,
      GatewayAddress address,
      RequestParameters parameters,
      Accepted accepted) {
    ClientConnection connection =
        new ClientConnection(
            connectionIds.next(address.apiId()),
            address.apiId(),
            address.stage(),
            address.domainName(),
            request.remoteAddress().host(),
            Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)),
            clock.millis(),
            ConnectionAccess.OPEN);
    String requestId = requestIds.nextRequest();
    RouteEvent event = RouteEvent.connect(connection, requestId, parameters);
    access
        .check(snapshot, head(request), event)
        .onSuccess(granted -> events.await(run(request, event.of(granted), accepted)))
        .onFailure(
            refusal ->
                HttpAnswer.refuse(request, requestId, runner.refused(snapshot, event, refusal)));
  }

  private static RequestHead head(HttpServerRequest request) {
    return new RequestHead(request.method().name(), request.uri(), request.headers().entries());
  }

  private Future<?> run(HttpServerRequest request, RouteEvent event, Accepted accepted) {
    ClientConnection connection = event.connection();
    return runner
        .run(event)
        .compose(
            outcome -> {
              if (outcome.isEmpty()) {
                HttpAnswer.forbid(request);
              } else if (outcome.get().accepts()) {
                // The backend has heard of the connection, so it hears of its end in any case.
                return events.connected(
                    connection,
                    () ->
                        upgrade(request, outcome.get())
                            .onSuccess(socket -> accepted.accept(connection, socket)));
              } else {
                HttpAnswer.refuse(request, event.requestId(), outcome.get());
              }
              return Future.succeededFuture();
            });
  }

  /** Fails where the client has gone meanwhile. */
  private static Future<ServerWebSocket> upgrade(HttpServerRequest request, Outcome outcome) {
    request.response().putHeader(HttpHeaders.DATE, HttpAnswer.date());
    outcome.headers().forEach(request.response()::putHeader);
    return request.toWebSocket();
  }

  /** Returns the parameters; empty where the query is malformed. */
  private Optional<RequestParameters> parameters(HttpServerRequest request) {
    try {
      return Optional.of(
          RequestParameters.of(request, requestIds.nextTrace(clock.instant().getEpochSecond())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
