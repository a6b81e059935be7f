package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.service.ChangeService;
import dev.patchbay.service.ResourceService;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens for the 25 operations. Each instance has its own event loop, and on it its own parts. */
public final class ControlPlaneVerticle extends VerticleBase {

  /**
   * What all instances share.
   *
   * @param port 0 for a free one
   * @param bodyBytesMax the largest request body
   * @param drainSeconds how long requests under way may take to end when it stops
   * @param tls empty for cleartext
   * @param verifier of signatures; empty where any signature or none will do
   * @param anyone who a caller is then
   * @param limit of every account whose caller has none of its own
   * @param sampling which requests are logged
   * @param trace empty where nothing is traced
   */
  public record Shared(
      String host,
      int port,
      int bodyBytesMax,
      int drainSeconds,
      Optional<TlsFiles> tls,
      Optional<SigV4Verifier> verifier,
      Caller anyone,
      RateLimit limit,
      RequestSchemas schemas,
      AccessSampling sampling,
      ServiceMetrics metrics,
      Optional<OperationTrace> trace) {}

  /**
   * What belongs to one event loop.
   *
   * @param warm completes when its first connection to Redis is made, or could not be made
   * @param close releases its connections
   */
  public record OfLoop(
      ResourceService service,
      ChangeService changes,
      RateLimiter limiter,
      Future<?> warm,
      Runnable close) {}

  /** A connection that says nothing for a minute is more likely forgotten than used. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  /** Three identifiers of two kilobytes still reach the router, where they are not found. */
  private static final int REQUEST_LINE_BYTES_MAX = 8 * 1024;

  /** A session token takes up to two kilobytes, the rest of a signed request not one. */
  private static final int HEADER_BYTES_MAX = 16 * 1024;

  /** An SDK keeps some dozens of requests in flight on one connection. */
  private static final long STREAMS_MAX = 128;

  /**
   * A caller that gives up on more than this in half a minute is not waiting for answers
   * (CVE-2023-44487).
   */
  private static final int RESETS_MAX = 200;

  private static final int RESETS_WINDOW_SECONDS = 30;

  private final Shared shared;
  private final Function<Vertx, OfLoop> loopFactory;
  private @Nullable OfLoop ofLoop;
  private final LoopLag lag = new LoopLag();
  private @Nullable HttpServer server;
  private @Nullable ChangeFeed feed;
  private @Nullable Drain drain;

  public ControlPlaneVerticle(Shared shared, Function<Vertx, OfLoop> loopFactory) {
    this.shared = shared;
    this.loopFactory = loopFactory;
  }

  @Override
  public Future<?> start() {
    shared.metrics().watchEventLoop(vertx);
    OfLoop parts = loopFactory.apply(vertx);
    ofLoop = parts;
    lag.watch(vertx);
    return parts
        .warm()
        .transform(
            (made, failure) ->
                shared
                    .tls()
                    .map(files -> listenSecurely(parts, files))
                    .orElseGet(() -> listen(parts, serverOptions())));
  }

  private Future<HttpServer> listen(OfLoop parts, HttpServerOptions options) {
    AnswerStamp stamp = new AnswerStamp();
    Visits visits = new Visits(shared.metrics().requests(), new AccessLog(shared.sampling()));
    RequestDeadlines deadlines =
        new RequestDeadlines(RequestDeadlines.REQUEST_MILLIS_MAX, System::nanoTime);
    deadlines.watch(vertx);
    ConnectionLimits connections =
        new ConnectionLimits(
            ConnectionLimits.CONNECTIONS_MAX,
            ConnectionLimits.FIRST_REQUEST_MILLIS,
            ConnectionLimits.NEXT_REQUEST_MILLIS,
            shared.metrics()::connectionsChanged,
            System::nanoTime);
    connections.watch(vertx);
    Router router = router(stamp, visits, deadlines, parts, connections);
    Drain draining = new Drain(connections, deadlines);
    drain = draining;
    HttpServer listening =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .invalidRequestHandler(new InvalidRequestHandler(stamp, visits))
            .requestHandler(
                request -> {
                  connections.requested(request.connection());
                  draining.requested(request);
                  router.handle(request);
                });
    server = listening;
    return listening.listen();
  }

  private Future<HttpServer> listenSecurely(OfLoop parts, TlsFiles files) {
    return files
        .read(vertx)
        .compose(
            keys ->
                listen(parts, secureServerOptions().setKeyCertOptions(keys))
                    .onSuccess(listening -> files.watch(vertx, listening, keys)));
  }

  private Router router(
      AnswerStamp stamp,
      Visits visits,
      RequestDeadlines deadlines,
      OfLoop parts,
      ConnectionLimits connections) {
    BodyReader bodies = new BodyReader(shared.bodyBytesMax());
    FrontDoor door =
        new FrontDoor(bodies, shared.verifier(), shared.anyone(), parts.limiter(), shared.limit());
    ChangeFeed followed =
        new ChangeFeed(vertx, parts.changes(), ChangeFeed.Limits.USUAL, connections::requested);
    feed = followed;
    return ResourceRouter.create(
        vertx,
        stamp,
        deadlines,
        door,
        parts.service(),
        new ChangeRoutes(door, parts.changes(), followed),
        shared.schemas(),
        new ServiceDocuments(shared.schemas()),
        visits,
        shared.trace());
  }

  private HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setHost(shared.host())
        .setPort(shared.port())
        .setTcpNoDelay(true)
        .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
        .setMaxHeaderSize(HEADER_BYTES_MAX)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
  }

  /** HTTP/2 comes with TLS only, and with limits on what one connection may make the server do. */
  private HttpServerOptions secureServerOptions() {
    return serverOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setEnabledSecureTransportProtocols(TlsFiles.PROTOCOLS)
        .setHttp2RstFloodMaxRstFramePerWindow(RESETS_MAX)
        .setHttp2RstFloodWindowDuration(RESETS_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(STREAMS_MAX)
                .setMaxHeaderListSize(HEADER_BYTES_MAX));
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** How late its event loop is. */
  public LoopLag lag() {
    return lag;
  }

  /** Goes on serving, but each answer is the last of its connection; from any thread. */
  public void drain() {
    context.runOnContext(
        now -> {
          if (drain != null) {
            drain.begin();
          }
        });
  }

  @Override
  public Future<?> stop() {
    if (feed != null) {
      feed.close();
    }
    Future<?> drained =
        server == null
            ? Future.succeededFuture()
            : server.shutdown(shared.drainSeconds(), TimeUnit.SECONDS);
    return drained.onComplete(
        ended -> {
          if (ofLoop != null) {
            ofLoop.close().run();
          }
        });
  }
}
