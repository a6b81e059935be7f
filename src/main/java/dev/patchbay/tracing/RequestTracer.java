package dev.patchbay.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server span for each request, the child of the span that its caller names. The events of
 * the Redis client are not used, because they have neither names of batches nor deadlines.
 */
final class RequestTracer implements VertxTracer<Span, Object> {

  private static final int FAILURES_OF_THE_SERVICE = 500;

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  RequestTracer(Tracer tracer, TextMapPropagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  @Override
  public <R> @Nullable Span receiveRequest(
      io.vertx.core.Context context,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R received,
      String operation,
      Iterable<Map.Entry<String, String>> headers,
      TagExtractor<R> tags) {
    if (policy == TracingPolicy.IGNORE || !(received instanceof HttpServerRequest request)) {
      return null;
    }
    Span span =
        tracer
            .spanBuilder(operation)
            .setParent(propagator.extract(Context.root(), headers, HeaderGetter.INSTANCE))
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", request.method().name())
            .setAttribute("url.path", String.valueOf(request.path()))
            .startSpan();
    Spans.put(context, span);
    return span;
  }

  @Override
  public <R> void sendResponse(
      io.vertx.core.Context context,
      @Nullable R sent,
      @Nullable Span span,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    if (span == null) {
      return;
    }
    if (sent instanceof HttpServerResponse response) {
      describe(span, response);
    }
    if (failure != null) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", failure.getClass().getName());
    }
    span.end();
  }

  private static void describe(Span span, HttpServerResponse response) {
    int status = response.getStatusCode();
    span.setAttribute("http.response.status_code", status);
    @Nullable String requestId = response.headers().get("x-amzn-RequestId");
    if (requestId != null) {
      span.setAttribute("aws.request_id", requestId);
    }
    @Nullable String errorType = response.headers().get("X-Amzn-ErrorType");
    if (errorType != null) {
      span.setAttribute("error.type", errorType);
    }
    if (status >= FAILURES_OF_THE_SERVICE) {
      span.setStatus(StatusCode.ERROR);
    }
  }
}
