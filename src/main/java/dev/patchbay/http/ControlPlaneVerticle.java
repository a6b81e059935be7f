package dev.patchbay.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the operations of the table. Each instance has its own event loop, and its own
 * components on it.
 */
public final class ControlPlaneVerticle extends VerticleBase {

  private final ControlPlaneComponents shared;
  private final Function<Vertx, ControlPlaneLoopComponents> loopFactory;
  private @Nullable ControlPlaneLoopComponents ofLoop;
  private final LoopLag lag = new LoopLag(System::nanoTime);
  private @Nullable HttpServer server;
  private @Nullable EventLoopHandlers handlers;

  public ControlPlaneVerticle(
      ControlPlaneComponents shared, Function<Vertx, ControlPlaneLoopComponents> loopFactory) {
    this.shared = shared;
    this.loopFactory = loopFactory;
  }

  @Override
  public Future<?> start() {
    shared.metrics().watchEventLoop(vertx);
    ControlPlaneLoopComponents parts = loopFactory.apply(vertx);
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

  private Future<HttpServer> listen(ControlPlaneLoopComponents parts, HttpServerOptions options) {
    EventLoopHandlers own = new EventLoopHandlers(vertx, shared, parts);
    handlers = own;
    HttpServer listening = own.handle(vertx.createHttpServer(options));
    server = listening;
    return listening.listen();
  }

  private Future<HttpServer> listenSecurely(ControlPlaneLoopComponents parts, TlsFiles files) {
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

  /** Returns the lag of its event loop. */
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
