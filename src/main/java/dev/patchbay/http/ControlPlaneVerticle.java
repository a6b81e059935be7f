package dev.patchbay.http;

import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the 25 operations. Each instance has its own event loop, and on it its own service.
 */
public final class ControlPlaneVerticle extends VerticleBase {

  /**
   * What the verticle needs to know.
   *
   * @param port 0 for a free one
   * @param bodyBytesMax the largest request body
   * @param drainSeconds how long requests under way may take to end when it stops
   */
  public record Options(
      String host, int port, int bodyBytesMax, int drainSeconds, String accountId) {}

  /** A connection that says nothing for a minute is more likely forgotten than used. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  private final Options options;
  private final RequestSchemas schemas;
  private final ServiceMetrics metrics;
  private final Function<Vertx, ServiceHandle> serviceFactory;
  private @Nullable ServiceHandle service;
  private @Nullable HttpServer server;

  /**
   * A service and how to end it.
   *
   * @param close releases its connections
   */
  public record ServiceHandle(ResourceService service, Runnable close) {}

  public ControlPlaneVerticle(
      Options options,
      RequestSchemas schemas,
      ServiceMetrics metrics,
      Function<Vertx, ServiceHandle> serviceFactory) {
    this.options = options;
    this.schemas = schemas;
    this.metrics = metrics;
    this.serviceFactory = serviceFactory;
  }

  @Override
  public Future<?> start() {
    ServiceHandle handle = serviceFactory.apply(vertx);
    service = handle;
    AnswerStamp stamp = new AnswerStamp();
    HttpServer listening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(options.host())
                    .setPort(options.port())
                    .setTcpNoDelay(true)
                    .setHttp2ClearTextEnabled(false)
                    .setHandle100ContinueAutomatically(true)
                    .setIdleTimeout(IDLE_TIMEOUT_SECONDS))
            .invalidRequestHandler(new InvalidRequestHandler(stamp))
            .requestHandler(
                ResourceRouter.create(
                    vertx,
                    stamp,
                    handle.service(),
                    schemas,
                    new ServiceDocuments(schemas),
                    metrics,
                    options.accountId(),
                    options.bodyBytesMax()));
    server = listening;
    return listening.listen();
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
            : server.shutdown(options.drainSeconds(), TimeUnit.SECONDS);
    return drained.onComplete(
        ended -> {
          if (service != null) {
            service.close().run();
          }
        });
  }
}
