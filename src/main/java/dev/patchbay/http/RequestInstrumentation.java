package dev.patchbay.http;

import dev.patchbay.metrics.RequestMetrics;
import dev.patchbay.model.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records each request from its head to its end, in meters and log. Belongs to one event loop. */
final class RequestInstrumentation implements PlatformHandler {

  /**
   * The end of a request.
   *
   * @param status 0 where the caller closed the connection before the answer
   * @param error null for none
   * @param failure the cause of the error, where it is known
   */
  record End(int status, @Nullable ErrorCode error, @Nullable Throwable failure, long nanos) {}

  private static final Map<String, ErrorCode> ERRORS =
      Arrays.stream(ErrorCode.values())
          .collect(Collectors.toUnmodifiableMap(ErrorCode::shape, Function.identity()));

  private final RequestMeters meters;
  private final AccessLog log;

  RequestInstrumentation(RequestMetrics metrics, AccessLog log) {
    this.meters = new RequestMeters(metrics);
    this.log = log;
  }

  @Override
  public void handle(RoutingContext context) {
    begin(context);
    context.next();
  }

  /** Begins a request that the router refuses before any handler is called. */
  void begin(RoutingContext context) {
    RequestContext requestContext = RequestContext.begin(context);
    context.addEndHandler(
        ended -> {
          End end =
              end(context.response(), ended.succeeded(), context.failure(), requestContext.nanos());
          meters.count(requestContext, end);
          log.write(requestContext, end, context.request());
        });
  }

  /** Records bytes that are not HTTP, after their answer. */
  void malformed(HttpServerRequest request) {
    RequestContext requestContext = new RequestContext();
    End end = end(request.response(), true, null, requestContext.nanos());
    meters.count(requestContext, end);
    log.write(requestContext, end, request);
  }

  private static End end(
      HttpServerResponse response, boolean answered, @Nullable Throwable failure, long nanos) {
    int status = answered ? response.getStatusCode() : 0;
    ErrorCode error =
        status < 400 ? null : ERRORS.get(response.headers().get(ErrorHandler.ERROR_TYPE));
    return new End(status, error, failure, nanos);
  }
}
