package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
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
   * @param verifier of signatures; empty where any signature or none will do
   * @param anyone who a caller is then
   */
  public record Shared(
      String host,
      int port,
      int bodyBytesMax,
      int drainSeconds,
      Optional<SigV4Verifier> verifier,
      Caller anyone,
      RequestSchemas schemas,
      ServiceMetrics metrics) {}

  /**
   * What belongs to one event loop.
   *
   * @param close releases its connections
   */
  public record OfLoop(ResourceService service, Runnable close) {}

  /** A connection that says nothing for a minute is more likely forgotten than used. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  /** Three identifiers of two kilobytes still reach the router, where they are not found. */
  private static final int REQUEST_LINE_BYTES_MAX = 8 * 1024;

  /** A session token takes up to two kilobytes, the rest of a signed request not one. */
  private static final int HEADER_BYTES_MAX = 16 * 1024;

  private final Shared shared;
  private final Function<Vertx, OfLoop> loopFactory;
  private @Nullable OfLoop ofLoop;
  private @Nullable HttpServer server;

  public ControlPlaneVerticle(Shared shared, Function<Vertx, OfLoop> loopFactory) {
    this.shared = shared;
    this.loopFactory = loopFactory;
  }

  @Override
  public Future<?> start() {
    OfLoop parts = loopFactory.apply(vertx);
    ofLoop = parts;
    AnswerStamp stamp = new AnswerStamp();
    HttpServer listening =
        vertx
            .createHttpServer(serverOptions())
            .invalidRequestHandler(new InvalidRequestHandler(stamp))
            .requestHandler(router(stamp, parts));
    server = listening;
    return listening.listen();
  }

  private Router router(AnswerStamp stamp, OfLoop parts) {
    BodyReader bodies = new BodyReader(vertx, shared.bodyBytesMax());
    return ResourceRouter.create(
        vertx,
        stamp,
        new FrontDoor(bodies, shared.verifier(), shared.anyone()),
        parts.service(),
        shared.schemas(),
        new ServiceDocuments(shared.schemas()),
        shared.metrics());
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

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> stop() {
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
