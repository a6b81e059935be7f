package dev.patchbay.tracing;

import dev.patchbay.call.Call;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.store.ResourceStore;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.VertxTracerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Traces of requests, sent by OTLP over HTTP. A thread of its own sends spans from a bounded queue;
 * a full queue drops spans, and no request waits. Safe for use by many threads.
 */
public final class Tracing implements AutoCloseable {

  /** A collector nearby takes milliseconds, and an unreachable one must not delay the shutdown. */
  private static final long FLUSH_SECONDS_MAX = 2;

  /** Only traces are exported, and only by OTLP over HTTP. */
  private static final Map<String, String> FIXED =
      Map.of(
          "otel.traces.exporter", "otlp",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none");

  private static final Map<String, String> DEFAULTS =
      Map.of("otel.exporter.otlp.protocol", "http/protobuf", "otel.propagators", "tracecontext");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final Map<Call, Span> transactions = new ConcurrentHashMap<>();

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.patchbay");
  }

  /**
   * Starts the export; to be called before the Vert.x that is traced is made.
   *
   * @param variables the variables of OpenTelemetry, such as OTEL_EXPORTER_OTLP_ENDPOINT
   * @throws IllegalArgumentException naming an unsupported value
   */
  public static Tracing start(Map<String, String> variables) {
    ExportLog.begin();
    Spans.registerKey();
    Map<String, String> properties = properties(variables);
    String protocol = properties.get("otel.exporter.otlp.protocol");
    if (!"http/protobuf".equals(protocol)) {
      throw new IllegalArgumentException(
          "OTEL_EXPORTER_OTLP_PROTOCOL is " + protocol + ", allowed: http/protobuf");
    }
    return new Tracing(
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesCustomizer(given -> properties)
            .build()
            .getOpenTelemetrySdk());
  }

  private static Map<String, String> properties(Map<String, String> variables) {
    Map<String, String> properties = new HashMap<>(DEFAULTS);
    if (!variables.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").contains("service.name=")) {
      properties.put("otel.service.name", "patchbay");
    }
    variables.forEach(
        (name, value) ->
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value.strip()));
    properties.putAll(FIXED);
    return properties;
  }

  /** Returns the tracer of the requests of a Vert.x. */
  public VertxTracerFactory vertxTracer() {
    return options -> new RequestTracer(tracer, sdk.getPropagators().getTextMapPropagator());
  }

  /** Returns the tracer of the gateway. */
  public GatewayTracer ofGateway() {
    return new GatewaySpans(tracer, sdk.getPropagators().getTextMapPropagator());
  }

  /** Adds spans to the transactions of a store. */
  public ResourceStore around(ResourceStore store) {
    return new TracedStore(store, tracer, transactions);
  }

  /**
   * Names the span of the current request by its operation, and sets the header {@code
   * traceresponse} (W3C Trace Context, level 2).
   */
  public void named(String operation, HttpServerResponse response) {
    Spans.current()
        .ifPresent(
            span -> {
              span.updateName(operation);
              SpanContext known = span.getSpanContext();
              response.putHeader(
                  "traceresponse",
                  "00-%s-%s-%s"
                      .formatted(
                          known.getTraceId(), known.getSpanId(), known.getTraceFlags().asHex()));
            });
  }

  /**
   * Starts the span of a round trip to Redis.
   *
   * @param commands the names of the commands
   * @param calls the transactions of the batch, each of which gets a span; without any, the current
   *     request gets one
   * @return to be called at the end, with a failure or with null
   */
  public Consumer<@Nullable Throwable> sending(
      String commands, int count, String host, int port, List<Call> calls) {
    Stream<Span> parents =
        calls.isEmpty()
            ? Spans.current().stream()
            : calls.stream().map(transactions::get).filter(Objects::nonNull);
    List<Span> trips =
        parents
            .map(
                parent ->
                    Spans.childOf(parent, tracer, commands)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("db.system.name", "redis")
                        .setAttribute("db.operation.name", commands)
                        .setAttribute("db.operation.batch.size", count)
                        .setAttribute("server.address", host)
                        .setAttribute("server.port", port)
                        .setAttribute("patchbay.batch_size", Math.max(1, calls.size()))
                        .startSpan())
            .toList();
    return failure -> trips.forEach(trip -> end(trip, failure));
  }

  private static void end(Span trip, @Nullable Throwable failure) {
    if (failure != null) {
      trip.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
      trip.setAttribute("error.type", failure.getClass().getSimpleName());
    }
    trip.end();
  }

  /** Sends the rest of the queue, while the collector accepts it at once. Blocks. */
  @Override
  public void close() {
    sdk.shutdown().join(FLUSH_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
