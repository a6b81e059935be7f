package dev.patchbay.tracing;

import dev.patchbay.call.Call;
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
 * Traces of requests, sent by OTLP over HTTP. Spans wait in a queue of bounded size for a thread of
 * their own: where it is full they are dropped, and no request waits for any. Safe to use from any
 * thread.
 */
public final class Tracing implements AutoCloseable {

  /** A collector at hand takes milliseconds, and one that is away must not hold up the end. */
  private static final long FLUSH_SECONDS_MAX = 2;

  /** What is sent elsewhere, and the one protocol that is spoken here. */
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
   * Begins to trace; to be called before the Vert.x that is traced is made.
   *
   * @param variables those that OpenTelemetry defines, such as OTEL_EXPORTER_OTLP_ENDPOINT
   * @throws IllegalArgumentException naming what cannot be
   */
  public static Tracing start(Map<String, String> variables) {
    ExportLog.begin();
    Spans.makeRoom();
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

  /** Makes a Vert.x tell of its requests. */
  public VertxTracerFactory vertxTracer() {
    return options -> new RequestTracer(tracer, sdk.getPropagators().getTextMapPropagator());
  }

  /** Tells of the transactions of a store. */
  public ResourceStore around(ResourceStore store) {
    return new TracedStore(store, tracer, transactions);
  }

  /**
   * The request of the current context turned out to be this operation. Its caller is told where it
   * is traced (W3C Trace Context, level 2).
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
   * Commands are about to be sent to Redis in one write.
   *
   * @param commands their names
   * @param calls the transactions that they are part of, each of which gets a span; without any it
   *     is the request of the current context that gets one
   * @return to be told of the end, with a failure or with null
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
                        .setAttribute("patchbay.group_size", Math.max(1, calls.size()))
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

  /** Sends what is left, for as long as the collector takes it at once. Blocks. */
  @Override
  public void close() {
    sdk.shutdown().join(FLUSH_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
