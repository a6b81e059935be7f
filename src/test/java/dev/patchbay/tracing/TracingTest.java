package dev.patchbay.tracing;

import static dev.patchbay.tracing.ReceivedSpans.allNamed;
import static dev.patchbay.tracing.ReceivedSpans.attribute;
import static dev.patchbay.tracing.ReceivedSpans.hex;
import static dev.patchbay.tracing.ReceivedSpans.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spans of requests that a collector receives over the wire. */
@ExtendWith(RedisServerExtension.class)
@Timeout(60)
final class TracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

  private final RedisServer redis;

  TracingTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  @Test
  void aChangeIsASpanOfItsCallersTraceWithItsTransactionAndItsRoundTripsBelow() throws Exception {
    Http.Answer answer;
    List<Span> spans;
    try (Collector collector = new Collector()) {
      // So small a limit that each request draws its own token.
      Map<String, String> limit =
          Map.of("PATCHBAY_THROTTLE_RATE", "1", "PATCHBAY_THROTTLE_BURST", "1000");
      try (PatchbayServer server = start(collector.address(), limit)) {
        Http http = new Http(server.address());
        answer =
            http.patch(
                http.createIntegrationResponse(key("/2/")),
                "{\"templateSelectionExpression\":\"$default\"}",
                "traceparent",
                TRACEPARENT);
      }
      spans =
          collector.spans().stream().filter(span -> hex(span.getTraceId()).equals(TRACE)).toList();
      assertThat(collector.resources().get(0).getResource().getAttributesList())
          .anySatisfy(
              attribute -> {
                assertThat(attribute.getKey()).isEqualTo("service.name");
                assertThat(attribute.getValue().getStringValue()).isEqualTo("patchbay");
              });
    }
    Span request = named("UpdateIntegrationResponse", spans);
    Span transaction = named("transaction", spans);
    Span reads = named("WATCH GET", spans);
    Span writes = named("MULTI SET XADD EXEC", spans);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(hex(request.getParentSpanId())).isEqualTo(CALLER);
    assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(attribute(request, "http.response.status_code").getIntValue()).isEqualTo(200);
    assertThat(attribute(request, "aws.request_id").getStringValue())
        .isEqualTo(answer.header("x-amzn-RequestId"));
    assertThat(answer.header("traceresponse"))
        .isEqualTo("00-" + TRACE + "-" + hex(request.getSpanId()) + "-01");
    assertThat(transaction.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(attribute(transaction, "patchbay.attempts").getIntValue()).isEqualTo(1);
    assertThat(attribute(transaction, "patchbay.lost_races").getIntValue()).isZero();
    assertThat(attribute(transaction, "patchbay.round_trips").getIntValue()).isEqualTo(2);
    for (Span trip : List.of(reads, writes)) {
      assertThat(trip.getParentSpanId()).isEqualTo(transaction.getSpanId());
      assertThat(trip.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(attribute(trip, "server.port").getIntValue()).isEqualTo(redis.uri().getPort());
    }
    Span draw = named("EVALSHA", spans);
    assertThat(draw.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(spans).hasSize(5);
  }

  /** Writers of one resource share transactions, and are begun by earlier writers. */
  @Test
  void eachOfManyWritersHasItsOwnTransactionAndItsRoundTrips() throws Exception {
    int writers = 8;
    List<Span> spans;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server =
          start(collector.address(), Map.of("PATCHBAY_THROTTLE_RATE", "0"))) {
        Http http = new Http(server.address());
        String path = http.createIntegrationResponse(key("/3/"));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
          String body = "{\"templateSelectionExpression\":\"$default." + i + "\"}";
          all.add(CompletableFuture.runAsync(() -> http.patch(path, body)));
        }
        all.forEach(CompletableFuture::join);
      }
      spans = collector.spans();
    }
    List<Span> requests = allNamed("UpdateIntegrationResponse", spans);
    assertThat(requests).hasSize(writers);
    for (Span request : requests) {
      List<Span> own =
          spans.stream().filter(span -> span.getTraceId().equals(request.getTraceId())).toList();
      Span transaction = named("transaction", own);
      List<Span> trips =
          own.stream().filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT).toList();

      assertThat(transaction.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(trips)
          .hasSize((int) attribute(transaction, "patchbay.round_trips").getIntValue())
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(
              trip -> assertThat(trip.getParentSpanId()).isEqualTo(transaction.getSpanId()));
      assertThat(own).hasSize(2 + trips.size());
    }
  }

  @Test
  void failuresAreErrorsAndRefusalsAreNamed() throws Exception {
    List<Span> spans;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server = start(collector.address(), Map.of())) {
        Http http = new Http(server.address());
        http.get("/v2/apis/none").assertError(404, "NotFoundException");
        String path = http.createIntegrationResponse(key("/4/"));
        String record =
            "patchbay:{%s}:000000000000%s"
                .formatted(path.split("/", -1)[3], path.substring("/v2".length()));
        redis.command("SET", record, "not ours");
        assertThat(http.get(path).status()).isEqualTo(500);
      }
      spans = collector.spans();
    }
    Span refused = named("GetApi", spans);
    Span failed = named("GetIntegrationResponse", spans);

    assertThat(attribute(refused, "error.type").getStringValue()).isEqualTo("NotFoundException");
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(attribute(failed, "http.response.status_code").getIntValue()).isEqualTo(500);
    assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
  }

  /** The address is one where connections are taken and nothing is ever answered. */
  @Test
  void aCollectorThatDoesNotAnswerDelaysAndFailsNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      try (PatchbayServer server =
          start(
              address, Map.of("OTEL_BSP_SCHEDULE_DELAY", "10", "OTEL_BSP_MAX_QUEUE_SIZE", "512"))) {
        Http http = new Http(server.address());
        String path = http.createIntegrationResponse(key("/5/"));
        for (int i = 0; i < 300; i++) {
          assertThat(http.get(path).status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void requestsWithoutATraceGetOneAndProbesGetNone() throws Exception {
    List<Span> spans;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server =
          start(collector.address(), Map.of("OTEL_SERVICE_NAME", "staging"))) {
        new Http(server.managementAddress()).get("/health/ready");
        assertThat(new Http(server.address()).get("/v2/apis").header("traceresponse"))
            .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
      }
      spans = collector.spans();
      assertThat(collector.resources().get(0).getResource().toString()).contains("staging");
    }
    assertThat(named("GetApis", spans).getParentSpanId()).isEqualTo(ByteString.EMPTY);
    assertThat(spans).allSatisfy(span -> assertThat(span.getName()).doesNotContain("GET /"));
    assertThat(allNamed("GET", spans)).isEmpty();
  }

  @Test
  void anUnsupportedProtocolStopsTheStart() {
    Map<String, String> grpc = Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    assertThatThrownBy(() -> start(URI.create("http://127.0.0.1:1"), grpc))
        .hasMessage("OTEL_EXPORTER_OTLP_PROTOCOL is grpc, allowed: http/protobuf");
  }

  private PatchbayServer start(URI collector, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.toString());
    environment.put("PATCHBAY_REDIS_URI", redis.uri().toString());
    environment.put("PATCHBAY_HTTP_PORT", "0");
    environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
    environment.put("PATCHBAY_GATEWAY_PORT", "0");
    environment.put("PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "5000");
    environment.put("PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "5000");
    environment.put("PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "10000");
    return PatchbayServer.start(ServiceConfig.from(environment));
  }

  private static JsonObject key(String key) {
    return new JsonObject().put("integrationResponseKey", key);
  }
}
