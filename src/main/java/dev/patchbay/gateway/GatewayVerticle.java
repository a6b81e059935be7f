package dev.patchbay.gateway;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.gateway.access.AuthorizerCall;
import dev.patchbay.gateway.access.HandshakeAccess;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.EventRunner;
import dev.patchbay.gateway.execution.Integrations;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.execution.RouteExecution;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.http.DomainMappings;
import dev.patchbay.gateway.http.GatewayHosts;
import dev.patchbay.gateway.http.HttpConnections;
import dev.patchbay.gateway.management.Management;
import dev.patchbay.gateway.management.ManagementIds;
import dev.patchbay.gateway.management.ManagementRequests;
import dev.patchbay.gateway.route.ApiSnapshots;
import dev.patchbay.gateway.route.DeployedSnapshots;
import dev.patchbay.gateway.route.SnapshotCache;
import dev.patchbay.gateway.socket.ClientSocket;
import dev.patchbay.gateway.socket.ConnectionEvents;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.gateway.socket.ConnectionMeter;
import dev.patchbay.gateway.socket.GatewayLimits;
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
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  /**
   * What belongs to one event loop.
   *
   * @param snapshots reads what stages serve
   * @param integrations calls the backends of routes
   * @param functions invokes Lambda functions that are not the backend of a route
   * @param close releases its connections
   */
  public record OfLoop(
      DeployedSnapshots snapshots,
      DomainMappings domains,
      Integrations integrations,
      LambdaFunctions functions,
      Runnable close) {}

  /**
   * What all instances share.
   *
   * @param port 0 for a free one
   * @param connectionsMax of each instance
   * @param drainSeconds how long the disconnections may take when it stops
   * @param execution asked on a worker
   * @param apiKeys asked for each handshake
   */
  public record Shared(
      String host,
      int port,
      String region,
      GatewayLimits limits,
      int connectionsMax,
      int drainSeconds,
      Listener listener,
      EvaluationWorkers workers,
      Supplier<RouteExecution> execution,
      PendingBytes pending,
      Management management,
      RouteThrottle throttle,
      Supplier<ApiKeys> apiKeys,
      EventObserver observer,
      ConnectionMeter meter,
      LongSupplier nanoClock) {}

  /** So much later than its limit an idle connection is closed at most. */
  private static final int SWEEP_MILLIS = 250;

  /** A frame of the largest size arrives whole, and is refused with a close frame. */
  private static final int DECODED_FRAME_BYTES_MAX = 2 * Limit.GATEWAY_MESSAGE.intValue();

  /** A client that has not answered a close frame is disconnected. */
  private static final int CLOSING_SECONDS = 2;

  private final Shared shared;
  private final Function<Vertx, OfLoop> loopFactory;
  private final OpenSockets sockets = new OpenSockets();
  private final HttpConnections connections;
  private @Nullable OfLoop ofLoop;
  private @Nullable ConnectionEvents lostEvents;
  private @Nullable HttpServer server;

  public GatewayVerticle(Shared shared, Function<Vertx, OfLoop> loopFactory) {
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
    OfLoop parts = loopFactory.apply(vertx);
    ofLoop = parts;
    ApiSnapshots snapshots = new SnapshotCache(parts.snapshots(), shared.nanoClock());
    EventRunner runner =
        new EventRunner(
            snapshots,
            shared.workers(),
            shared.execution(),
            parts.integrations(),
            shared.pending(),
            shared.observer(),
            shared.nanoClock(),
            context);
    RequestIds requestIds = new RequestIds(new SplittableRandom());
    ConnectionEvents events =
        new ConnectionEvents(
            runner,
            requestIds,
            sockets,
            shared.management().registry(),
            shared.meter(),
            InstantSource.system(),
            shared.nanoClock());
    lostEvents = events;
    Handshake handshake =
        new Handshake(
            snapshots,
            new HandshakeAccess(
                shared.throttle(),
                shared.management().verifier(),
                shared.management().accountId(),
                new AuthorizerCall(
                    parts.functions(),
                    shared.nanoClock(),
                    new ApiArns(shared.region(), shared.management().accountId())),
                shared.apiKeys()),
            runner,
            new ConnectionIds(new SecureRandom()),
            requestIds,
            InstantSource.system(),
            shared.management().registry());
    ManagementRequests management =
        new ManagementRequests(
            shared.management(),
            shared.region(),
            snapshots,
            shared.pending(),
            new ManagementIds(new SplittableRandom(), requestIds));
    vertx.setPeriodic(
        SWEEP_MILLIS,
        tick -> {
          connections.checkTimes();
          sockets.checkTimes(shared.nanoClock().getAsLong());
        });
    return shared
        .listener()
        .listen(
            vertx,
            options(),
            options ->
                listen(
                    options,
                    new GatewayRequests(
                        new GatewayHosts(shared.region(), parts.domains(), shared.nanoClock()),
                        management,
                        handshake,
                        sockets::isDraining),
                    events));
  }

  private Future<HttpServer> listen(
      HttpServerOptions options, GatewayRequests requests, ConnectionEvents events) {
    LocalConnections.Loop loop =
        new LocalConnections.Loop(
            context,
            new SocketCommands(
                new RecentDeliveries(shared.nanoClock()), shared.limits().deliveryMillis()));
    HttpServer listening =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(
                request -> {
                  connections.requested(request.connection());
                  long begunNanos = events.nowNanos();
                  requests.handle(
                      request,
                      (connection, webSocket) -> {
                        connections.upgraded(request.connection());
                        open(connection, webSocket, events, begunNanos, loop);
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

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(shared.host())
        .setPort(shared.port())
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
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
   * Closes all sockets with code 1001 and runs their disconnections, for {@code drainSeconds} at
   * most.
   */
  @Override
  public Future<?> stop() {
    return sockets
        .close()
        .timeout(shared.drainSeconds(), TimeUnit.SECONDS)
        .transform(ended -> server == null ? Future.succeededFuture() : server.close())
        .onComplete(
            ended -> {
              if (ofLoop != null) {
                ofLoop.close().run();
              }
            });
  }
}
