package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.http.RequestBodies;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/** Receives the commands of other replicas. Belongs to one event loop. */
final class ReplicaServer {

  /** The path and the signature of a command take less. */
  private static final int HEAD_BYTES_MAX = 4_096;

  private static final int PAYLOAD_BYTES_MAX = Limit.GATEWAY_PAYLOAD.intValue();

  /** Longer than the pool of a client keeps a connection that is not used. */
  private static final int IDLE_SECONDS_MAX = 90;

  private final LocalConnections local;
  private final Membership membership;
  private final int connectionsMax;
  private final RequestBodies bodies =
      new RequestBodies(new PendingBytes(Limit.GATEWAY_PENDING.value()));
  private int connections;
  private @Nullable HttpServer server;

  ReplicaServer(LocalConnections local, Membership membership, int connectionsMax) {
    this.local = local;
    this.membership = membership;
    this.connectionsMax = connectionsMax;
  }

  /** Listens. */
  Future<HttpServer> listen(Vertx vertx, String host, int port) {
    HttpServer listening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setTcpNoDelay(true)
                    .setHttp2ClearTextEnabled(false)
                    .setTracingPolicy(TracingPolicy.IGNORE)
                    .setIdleTimeout(IDLE_SECONDS_MAX)
                    .setMaxHeaderSize(HEAD_BYTES_MAX))
            .connectionHandler(this::opened)
            .requestHandler(this::handle);
    server = listening;
    return listening.listen();
  }

  private void opened(HttpConnection connection) {
    connections++;
    connection.closeHandler(closed -> connections--);
    if (connections > connectionsMax) {
      connection.close();
    }
  }

  /** No replica sends a body that is too large or unfinished, so the connection is closed. */
  private void handle(HttpServerRequest request) {
    RequestBodies.Body unread = bodies.of(request, PAYLOAD_BYTES_MAX);
    unread
        .read()
        .compose(body -> run(request, body))
        .onComplete(ended -> unread.release())
        .onSuccess(outcome -> answer(request.response(), outcome))
        .onFailure(refused -> request.connection().close());
  }

  /** Refuses a late command, and every command while this replica has no lease. */
  private Future<CommandOutcome> run(HttpServerRequest request, Buffer body) {
    return ForwardedCommand.of(
            request.method(), request.path(), request.headers(), body, membership.key())
        .filter(command -> command.replicaId().equals(membership.id()))
        .filter(command -> membership.isLeased())
        .filter(command -> membership.latestMillis() < command.deadlineMillis())
        .map(command -> local.run(command.apiId(), command.connectionId(), command.command()))
        .orElseGet(() -> Future.succeededFuture(CommandOutcome.UNAVAILABLE));
  }

  private static void answer(HttpServerResponse response, CommandOutcome outcome) {
    response.end(ReplicaAnswer.encode(outcome));
  }

  int port() {
    return server == null ? 0 : server.actualPort();
  }

  Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.close();
  }
}
