package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.LintCache;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.ChangeService;
import dev.patchbay.service.OperationFunction;
import dev.patchbay.service.PreviewService;
import dev.patchbay.service.ResourceService;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the operations of the table. Each instance has its own event loop, and on it its own
 * parts.
 */
public final class ControlPlaneVerticle extends VerticleBase {

  /**
   * What all instances share.
   *
   * @param port 0 for a free one
   * @param eventLoops how many instances share the memory of the process
   * @param connectionsMax of each of them
   * @param bodyBytesMax the largest request body
   * @param drainSeconds how long requests under way may take to end when it stops
   * @param tls empty for cleartext
   * @param verifier of signatures; empty where any signature or none will do
   * @param anyone who a caller is then
   * @param limit of every account whose caller has none of its own
   * @param workers of evaluations
   * @param evaluator asked on a worker
   * @param sampling which requests are logged
   * @param trace empty where nothing is traced
   */
  public record Shared(
      String host,
      int port,
      int eventLoops,
      int connectionsMax,
      int bodyBytesMax,
      int drainSeconds,
      LongSupplier nanoClock,
      long reloadMillis,
      Optional<TlsFiles> tls,
      Optional<SigV4Verifier> verifier,
      Caller anyone,
      RateLimit limit,
      ResourceTypes types,
      Map<String, OperationFunction> functions,
      RequestSchemas schemas,
      EvaluationWorkers workers,
      Supplier<Evaluator> evaluator,
      LintCache lint,
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
      PreviewService previews,
      ChangeService changes,
      RateLimiter limiter,
      Future<?> warm,
      Runnable close) {}

  /** A connection that says nothing for a minute is more likely forgotten than used. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  private static final int RESETS_WINDOW_SECONDS = 30;

  /** A thousand of these at once fit into memory. */
  private static final int SMALL_ANSWER_BYTES_MAX = 64 * 1024;

  /** Some 200 bytes each. */
  private static final int LARGE_KNOWN_MAX = 4_096;

  private final Shared shared;
  private final Function<Vertx, OfLoop> loopFactory;
  private @Nullable OfLoop ofLoop;
  private final LoopLag lag = new LoopLag(System::nanoTime);
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
    RequestInstrumentation instrumentation =
        new RequestInstrumentation(shared.metrics().requests(), new AccessLog(shared.sampling()));
    RequestDeadlines deadlines =
        new RequestDeadlines(Limit.REQUEST_TIME.value(), shared.nanoClock());
    deadlines.watch(vertx);
    ConnectionLimits connections =
        new ConnectionLimits(
            shared.connectionsMax(),
            Limit.FIRST_REQUEST_TIME.value(),
            Limit.NEXT_REQUEST_TIME.value(),
            shared.metrics()::connectionsChanged,
            shared.nanoClock());
    connections.watch(vertx);
    AnswerWriter answers = AnswerWriter.withLimits(shared.eventLoops());
    answers.watch(vertx);
    Router router = router(stamp, instrumentation, deadlines, parts, connections, answers);
    Drain draining = new Drain(connections, deadlines);
    drain = draining;
    HttpServer listening =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  connections.opened(connection);
                  ConnectionInput.watch(connection, deadlines);
                })
            .invalidRequestHandler(new InvalidRequestHandler(stamp, instrumentation))
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
                    .onSuccess(
                        listening -> files.watch(vertx, listening, keys, shared.reloadMillis())));
  }

  private Router router(
      AnswerStamp stamp,
      RequestInstrumentation instrumentation,
      RequestDeadlines deadlines,
      OfLoop parts,
      ConnectionLimits connections,
      AnswerWriter answers) {
    BodyReader bodies =
        new BodyReader(
            shared.bodyBytesMax(),
            Limit.UNPROVED_BODIES.value() / shared.eventLoops(),
            Limit.BODIES_IN_FLIGHT.value() / shared.eventLoops());
    RequestChecks checks =
        new RequestChecks(
            bodies,
            connections,
            shared.verifier(),
            shared.anyone(),
            parts.limiter(),
            shared.limit());
    ChangeFeed followed =
        new ChangeFeed(
            vertx,
            parts.changes(),
            ChangeFeed.Limits.USUAL,
            connections::requested,
            System::nanoTime);
    feed = followed;
    LargeResources large =
        new LargeResources(
            Limit.LARGE_ANSWERS.intValue() / shared.eventLoops(),
            SMALL_ANSWER_BYTES_MAX,
            LARGE_KNOWN_MAX,
            Limit.LARGE_WAITING.intValue());
    return ResourceRouter.create(
        vertx,
        shared.types(),
        shared.functions(),
        works(parts, large),
        stamp,
        deadlines,
        checks,
        parts.service(),
        new ChangeRoutes(checks, parts.changes(), followed, answers),
        answers,
        large,
        shared.schemas(),
        new ServiceDocuments(shared.types(), shared.schemas()),
        instrumentation,
        shared.trace());
  }

  /** The work of operations that need more than the store. */
  private Map<String, OperationWork> works(OfLoop parts, LargeResources large) {
    EvaluationRunner runner =
        new EvaluationRunner(
            shared.workers(), shared.evaluator(), shared.lint(), shared.metrics().evaluations());
    return shared.types().operation(Operation.EVALUATE).stream()
        .flatMap(operation -> shared.types().childrenOf(operation.type()).stream())
        .collect(
            Collectors.toMap(
                type -> Operation.EVALUATE,
                type ->
                    new EvaluationWork(type, parts.previews(), shared.schemas(), runner, large)));
  }

  private HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setHost(shared.host())
        .setPort(shared.port())
        .setTcpNoDelay(true)
        .setMaxInitialLineLength(Limit.REQUEST_LINE.intValue())
        .setMaxHeaderSize(Limit.REQUEST_HEADERS.intValue())
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
  }

  /** HTTP/2 comes with TLS only, and with limits on what one connection may make the server do. */
  private HttpServerOptions secureServerOptions() {
    HttpServerOptions options = serverOptions();
    TlsFiles.CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setEnabledSecureTransportProtocols(TlsFiles.PROTOCOLS)
        .setHttp2RstFloodMaxRstFramePerWindow(Limit.STREAM_RESETS.intValue())
        .setHttp2RstFloodWindowDuration(RESETS_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(Limit.STREAMS.value())
                .setMaxHeaderListSize(Limit.REQUEST_HEADERS.intValue()));
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** How late its event loop is. */
  public LoopLag lag() {
    return lag;
  }

  /**
   * Goes on serving, but each answer is the last of its connection; from any thread.
   *
   * @return completes when that is so
   */
  public Future<Void> drain() {
    Promise<Void> begun = Promise.promise();
    context.runOnContext(
        now -> {
          if (drain != null) {
            drain.begin();
          }
          begun.complete();
        });
    return begun.future();
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
