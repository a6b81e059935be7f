package dev.patchbay.http;

import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves health and metrics to operators. */
public final class ManagementVerticle extends VerticleBase {

  /** Metrics are asked for once a minute or more often on a connection that is kept. */
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  private final String host;
  private final int port;
  private final ServiceMetrics metrics;
  private final Health health;
  private @Nullable HttpServer server;

  /**
   * Listens on its own port.
   *
   * @param port 0 for a free one
   */
  public ManagementVerticle(String host, int port, ServiceMetrics metrics, Health health) {
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.health = health;
  }

  @Override
  public Future<?> start() {
    ConnectionLimits connections =
        new ConnectionLimits(
            Limit.MANAGEMENT_CONNECTIONS.intValue(),
            Limit.FIRST_REQUEST_TIME.value(),
            Limit.NEXT_REQUEST_TIME.value(),
            change -> {},
            System::nanoTime);
    connections.watch(vertx);
    AnswerWriter answers = AnswerWriter.withLimits(1);
    answers.watch(vertx);
    Router router = Router.router(vertx);
    AnswerStamp stamp = new AnswerStamp();
    router
        .route()
        .handler(new HttpConformanceHandler(stamp))
        .failureHandler(new ErrorHandler(stamp, answers, context -> {}));
    router
        .get("/health/startup")
        .handler(context -> answer(context, health.isStarted(), List.of("starting")));
    router
        .get("/health/live")
        .handler(context -> answer(context, health.isAlive(), List.of("an event loop is stuck")));
    router
        .get("/health/ready")
        .handler(
            context -> {
              List<String> reasons = health.unreadiness();
              answer(context, reasons.isEmpty(), reasons);
            });
    router.get("/health/detail").handler(context -> context.json(health.detail()));
    router
        .get("/metrics")
        .handler(
            context -> {
              String accept = context.request().getHeader(HttpHeaders.ACCEPT);
              String format =
                  accept != null && accept.contains("application/openmetrics-text")
                      ? ServiceMetrics.OPEN_METRICS
                      : ServiceMetrics.TEXT;
              context.response().putHeader(HttpHeaders.CONTENT_TYPE, format);
              answers.write(context, Future.succeededFuture(Buffer.buffer(metrics.scrape(format))));
            });
    router
        .route()
        .handler(
            context -> {
              throw ErrorHandler.unknownPath();
            });
    HttpServer listening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setTracingPolicy(TracingPolicy.IGNORE)
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(Limit.REQUEST_LINE.intValue())
                    .setMaxHeaderSize(Limit.REQUEST_HEADERS.intValue())
                    .setIdleTimeout(IDLE_TIMEOUT_SECONDS))
            .connectionHandler(connections::openedInPlaceOfTheOldest)
            .requestHandler(
                request -> {
                  connections.requested(request.connection());
                  router.handle(request);
                });
    server = listening;
    return listening.listen(port, host);
  }

  private static void answer(RoutingContext context, boolean up, List<String> reasons) {
    context.response().setStatusCode(up ? 200 : 503);
    context.json(up ? Map.of("status", "UP") : Map.of("status", "DOWN", "reasons", reasons));
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }
}
