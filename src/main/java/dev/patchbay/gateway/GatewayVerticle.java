package dev.patchbay.gateway;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.http.HttpConnections;
import dev.patchbay.gateway.socket.ClientSocket;
import dev.patchbay.gateway.socket.ConnectionEvents;
import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.gateway.socket.OpenSockets;
import dev.patchbay.gateway.socket.RecentDeliveries;
import dev.patchbay.gateway.socket.SocketCommands;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens for the clients of APIs. Each instance has its own event loop. */
public final class GatewayVerticle extends VerticleBase {

  /** Listens with options, in cleartext or with TLS. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Listens.
     *
     * @param listen begins to listen with the options that it is given
     */
    Future<HttpServer> listen(
        Vertx vertx,
        HttpServerOptions options,
        Function<HttpServerOptions, Future<HttpServer>> listen);
  }

  /** An idle connection is closed at most so much later than its limit. */
  private static final int SWEEP_MILLIS = 250;

  /** A frame of the largest size arrives whole, and is refused with a close frame. */
  private static final int DECODED_FRAME_BYTES_MAX = 2 * Limit.GATEWAY_MESSAGE.intValue();

  /** A client that has not answered a close frame is disconnected. */
  private static final int CLOSING_SECONDS = 2;

  private final GatewayComponents shared;
  private final Function<Vertx, GatewayLoopComponents> loopFactory;
  private final OpenSockets sockets = new OpenSockets();
  private final HttpConnections connections;
  private @Nullable GatewayLoopComponents ofLoop;
  private @Nullable ConnectionEvents lostEvents;
  private @Nullable HttpServer server;

  public GatewayVerticle(
      GatewayComponents shared, Function<Vertx, GatewayLoopComponents> loopFactory) {
    this.shared = shared;
    this.loopFactory = loopFactory;
    this.connections =
        new HttpConnections(
            shared.connectionsMax(),
            sockets::size,
            TimeUnit.MILLISECONDS.toNanos(Limit.GATEWAY_HANDSHAKE_TIME.value()),
            shared.nanoClock());
  }

  @Override
  public Future<?> start() {
    GatewayLoopComponents parts = loopFactory.apply(vertx);
    ofLoop = parts;
    GatewayHandlers handlers = GatewayHandlers.of(shared, parts, sockets, context);
    lostEvents = handlers.events();
    vertx.setPeriodic(
        SWEEP_MILLIS,
        tick -> {
          connections.checkTimes();
          sockets.checkTimes(shared.nanoClock().getAsLong());
        });
    return shared.listener().listen(vertx, options(), options -> listen(options, handlers));
  }

  private Future<HttpServer> listen(HttpServerOptions options, GatewayHandlers handlers) {
    LocalConnections.Loop loop =
        new LocalConnections.Loop(
            context,
            new SocketCommands(
                new RecentDeliveries(shared.nanoClock()),
                shared.limits().deliveryMillis(),
                shared.recordings()));
    HttpServer listening =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(
                request -> {
                  connections.requested(request.connection());
                  long begunNanos = handlers.events().nowNanos();
                  handlers
                      .requests()
                      .handle(
                          request,
                          (connection, webSocket) -> {
                            connections.upgraded(request.connection());
                            open(connection, webSocket, handlers.events(), begunNanos, loop);
                          });
                });
    server = listening;
    return listening.listen();
  }

  private void open(
      ClientConnection connection,
      ServerWebSocket webSocket,
      ConnectionEvents events,
      long begunNanos,
      LocalConnections.Loop loop) {
    ClientSocket socket =
        new ClientSocket(
            webSocket, connection, events, shared.limits(), shared.pending(), begunNanos);
    socket.start();
    sockets.add(socket);
    shared.management().local().add(socket, loop);
  }

  /**
   * Runs the disconnection of a connection that another process had. May be called by any thread.
   */
  public CompletionStage<?> lost(ClientConnection connection) {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    ConnectionEvents events = Objects.requireNonNull(lostEvents, "it has started");
    context.runOnContext(
        now -> events.lost(connection).onComplete(ran -> ended.complete(ran.succeeded())));
    return ended;
  }

  private Future<?> closed(long begunNanos) {
    if (server == null) {
      return Future.succeededFuture();
    }
    long spentNanos = shared.nanoClock().getAsLong() - begunNanos;
    long leftNanos = TimeUnit.SECONDS.toNanos(shared.drainSeconds()) - spentNanos;
    return server.shutdown(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(shared.host())
        .setPort(shared.port())
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setTracingPolicy(TracingPolicy.IGNORE)
        .setMaxInitialLineLength(Limit.REQUEST_LINE.intValue())
        .setMaxHeaderSize(Limit.REQUEST_HEADERS.intValue())
        .setMaxWebSocketFrameSize(DECODED_FRAME_BYTES_MAX)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(CLOSING_SECONDS);
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /**
   * Accepts no more clients, and closes the open sockets with code 1001, spread over a delay.
   * Requests of backends are served on. Safe for all threads.
   */
  public void drain(long delaySeconds) {
    context.runOnContext(
        begun ->
            sockets.drain(
                shared.nanoClock().getAsLong(),
                TimeUnit.SECONDS.toNanos(delaySeconds),
                new SplittableRandom()));
  }

  /**
   * Closes all sockets with code 1001 and runs their disconnections, then finishes the requests
   * under way, for {@code drainSeconds} at most.
   */
  @Override
  public Future<?> stop() {
    long begunNanos = shared.nanoClock().getAsLong();
    return sockets
        .close()
        .timeout(shared.drainSeconds(), TimeUnit.SECONDS)
        .transform(ended -> closed(begunNanos))
        .onComplete(
            ended -> {
              if (ofLoop != null) {
                ofLoop.close().run();
              }
            });
  }
}
