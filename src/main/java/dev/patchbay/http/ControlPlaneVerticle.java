package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.LintCache;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.ApiExports;
import dev.patchbay.service.ApiImports;
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
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the operations of the table. Each instance has its own event loop, and its own
 * components on it.
 */
public final class ControlPlaneVerticle extends VerticleBase {

  /**
   * The components that all instances share.
   *
   * @param port 0 for a free one
   * @param eventLoops how many instances share the memory of the process
   * @param connectionsMax of each of them
   * @param bodyBytesMax the largest request body
   * @param shutdownSeconds how long requests under way may take to end when it stops
   * @param tls empty for cleartext
   * @param verifier empty where requests need no signature
   * @param anyone the caller of all requests then
   * @param limit the rate limit of accounts without one of their own
   * @param region for documents that leave it open
   * @param workers of evaluations
   * @param answered makes the resource that is answered of the one that is stored
   * @param console empty where it is not served
   * @param evaluator asked on a worker
   * @param sampling the requests that are logged
   * @param trace empty where nothing is traced
   */
  public record Shared(
      String host,
      int port,
      int eventLoops,
      int connectionsMax,
      int bodyBytesMax,
      int shutdownSeconds,
      LongSupplier nanoClock,
      long reloadMillis,
      Optional<TlsFiles> tls,
      Optional<SigV4Verifier> verifier,
      Caller anyone,
      RateLimit limit,
      String region,
      ResourceTypes types,
      Map<String, OperationFunction> functions,
      RequestSchemas schemas,
      UnaryOperator<Resource> answered,
      Optional<ConsoleAccess> console,
      EvaluationWorkers workers,
      Supplier<Evaluator> evaluator,
      LintCache lint,
      AccessSampling sampling,
      ServiceMetrics metrics,
      Optional<OperationTrace> trace) {}

  /**
   * The components of one event loop.
   *
   * @param connections lists the connections of clients
   * @param warm completes when its first connection to Redis is made, or could not be made
   * @param close releases its connections
   */
  public record OfLoop(
      ResourceService service,
      PreviewService previews,
      ApiImports imports,
      ApiExports exports,
      ConnectionPages connections,
      ChangeService changes,
      RateLimiter limiter,
      Future<?> warm,
      Runnable close) {}

  private final Shared shared;
  private final Function<Vertx, OfLoop> loopFactory;
  private @Nullable OfLoop ofLoop;
  private final LoopLag lag = new LoopLag(System::nanoTime);
  private @Nullable HttpServer server;
  private @Nullable EventLoopHandlers handlers;

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
                    .orElseGet(
                        () ->
                            listen(parts, ServerOptions.cleartext(shared.host(), shared.port()))));
  }

  private Future<HttpServer> listen(OfLoop parts, HttpServerOptions options) {
    EventLoopHandlers own = new EventLoopHandlers(vertx, shared, parts);
    handlers = own;
    HttpServer listening = own.handle(vertx.createHttpServer(options));
    server = listening;
    return listening.listen();
  }

  private Future<HttpServer> listenSecurely(OfLoop parts, TlsFiles files) {
    return files.listen(
        vertx,
        ServerOptions.tls(shared.host(), shared.port()),
        shared.reloadMillis(),
        options -> listen(parts, options));
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
   * Begins to drain: it still serves, but each answer is the last one of its connection. May be
   * called by any thread.
   *
   * @return completes when the drain has begun
   */
  public Future<Void> drain() {
    Promise<Void> begun = Promise.promise();
    context.runOnContext(
        now -> {
          if (handlers != null) {
            handlers.drain();
          }
          begun.complete();
        });
    return begun.future();
  }

  @Override
  public Future<?> stop() {
    if (handlers != null) {
      handlers.close();
    }
    Future<?> drained =
        server == null
            ? Future.succeededFuture()
            : server.shutdown(shared.shutdownSeconds(), TimeUnit.SECONDS);
    return drained.onComplete(
        ended -> {
          if (ofLoop != null) {
            ofLoop.close().run();
          }
        });
  }
}
