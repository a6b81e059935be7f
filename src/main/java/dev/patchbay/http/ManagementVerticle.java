package dev.patchbay.http;

import dev.patchbay.metrics.ServiceMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Listens for those who run the service: health and metrics. */
public final class ManagementVerticle extends VerticleBase {

  private final String host;
  private final int port;
  private final ServiceMetrics metrics;
  private final BooleanSupplier ready;
  private @Nullable HttpServer server;

  /**
   * Listens on its own port.
   *
   * @param port 0 for a free one
   * @param ready whether requests may be sent here now; asked on the event loop
   */
  public ManagementVerticle(String host, int port, ServiceMetrics metrics, BooleanSupplier ready) {
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.ready = ready;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    AnswerStamp stamp = new AnswerStamp();
    router.route().handler(new RequestGuard(stamp)).failureHandler(new ErrorHandler(stamp));
    router.get("/health/live").handler(context -> context.json(Map.of("status", "UP")));
    router
        .get("/health/ready")
        .handler(
            context -> {
              context.response().setStatusCode(ready.getAsBoolean() ? 200 : 503);
              context.json(Map.of("status", ready.getAsBoolean() ? "UP" : "DOWN"));
            });
    router
        .get("/metrics")
        .handler(
            context -> {
              String accept = context.request().getHeader(HttpHeaders.ACCEPT);
              String format =
                  accept != null && accept.contains("application/openmetrics-text")
                      ? ServiceMetrics.OPEN_METRICS
                      : ServiceMetrics.TEXT;
              context
                  .response()
                  .putHeader(HttpHeaders.CONTENT_TYPE, format)
                  .end(metrics.scrape(format));
            });
    router
        .route()
        .handler(
            context -> {
              throw ErrorHandler.unknownPath();
            });
    HttpServer listening = vertx.createHttpServer().requestHandler(router);
    server = listening;
    return listening.listen(port, host);
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }
}
