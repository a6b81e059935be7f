package dev.patchbay.tracing;

import static dev.patchbay.tracing.ReceivedSpans.attribute;
import static dev.patchbay.tracing.ReceivedSpans.hex;
import static dev.patchbay.tracing.ReceivedSpans.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.WebSocketClient;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a collector gets to see of the events of connections, over the wire. */
@ExtendWith(RedisServerExtension.class)
@Timeout(60)
final class GatewayTracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";

  /** A request to the backend. */
  private record Asked(String connectionId, String traceparent) {}

  private final RedisServer redis;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  GatewayTracingTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  private HttpServer backend() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestHeaders().getFirst("connectionId"),
                  String.valueOf(exchange.getRequestHeaders().getFirst("traceparent"))));
          int status = exchange.getRequestURI().getPath().equals("/broken") ? 503 : 200;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private PatchbayServer start(URI collector) throws Exception {
    return LocalPatchbay.start(
        redis.uri(),
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.toString(), "PATCHBAY_THROTTLE_RATE", "0"));
  }

  /** An API whose routes call the backend; returns the path of its stage. */
  private static String api(PatchbayServer server, HttpServer backend, String... routes) {
    Http http = new Http(server.address());
    String api =
        http.create(
            "/v2/apis",
            new JsonObject()
                .put("name", "n")
                .put("protocolType", "WEBSOCKET")
                .put("routeSelectionExpression", "$request.body.action")
                .encode());
    for (String route : routes) {
      String integration =
          http.create(
              api + "/integrations",
              new JsonObject()
                  .put("integrationType", "HTTP_PROXY")
                  .put("integrationMethod", "POST")
                  .put(
                      "integrationUri",
                      "http://127.0.0.1:%d/%s"
                          .formatted(backend.getAddress().getPort(), route.replace("$", "")))
                  .put(
                      "requestParameters",
                      new JsonObject()
                          .put("integration.request.header.connectionId", "context.connectionId"))
                  .encode());
      http.create(
          api + "/routes",
          new JsonObject()
              .put("routeKey", route)
              .put("target", "integrations/" + integration.replaceFirst(".*/", ""))
              .encode());
    }
    http.create(api + "/stages", "{\"stageName\":\"prod\",\"autoDeploy\":true}");
    return "/execute-api/" + api.replaceFirst(".*/", "") + "/prod";
  }

  private Asked next() throws InterruptedException {
    @Nullable Asked request = asked.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("the backend is not called");
    }
    return request;
  }

  @Test
  void eachEventIsATraceThatItsBackendContinues() throws Exception {
    HttpServer backend = backend();
    List<Span> spans;
    String stage;
    Asked connecting;
    Asked message;
    Asked leaving;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server = start(collector.address())) {
        stage = api(server, backend, "$connect", "join", "$disconnect");
        URI gateway = server.gatewayAddress().orElseThrow();
        WebSocketClient client =
            WebSocketClient.connect(
                gateway.resolve(stage), "traceparent", "00-%s-%s-01".formatted(TRACE, CALLER));
        connecting = next();
        client.send("{\"action\":\"join\"}");
        message = next();
        client.close();
        leaving = next();
      }
      spans = collector.spans();
    } finally {
      backend.stop(0);
    }
    Span connect = named("CONNECT $connect", spans);
    assertThat(hex(connect.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(connect.getParentSpanId())).isEqualTo(CALLER);
    assertThat(attribute(connect, "http.response.status_code").getIntValue()).isEqualTo(101);
    Span join = named("MESSAGE join", spans);
    assertThat(attribute(join, "patchbay.route_key").getStringValue()).isEqualTo("join");
    assertThat(attribute(join, "aws.request_id").getStringValue()).isNotEmpty();
    Span disconnect = named("DISCONNECT $disconnect", spans);
    for (Span each : List.of(join, disconnect)) {
      assertThat(each.getParentSpanId()).isEqualTo(ByteString.EMPTY);
    }
    assertThat(List.of(connect.getTraceId(), join.getTraceId(), disconnect.getTraceId()))
        .doesNotHaveDuplicates();
    assertContinued(connecting, connect, spans);
    assertContinued(message, join, spans);
    assertContinued(leaving, disconnect, spans);
    for (Span each : List.of(connect, join, disconnect)) {
      assertThat(each.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(each.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(attribute(each, "patchbay.connection_id").getStringValue())
          .isEqualTo(connecting.connectionId());
      assertThat(
              "/execute-api/%s/%s"
                  .formatted(
                      attribute(each, "patchbay.api_id").getStringValue(),
                      attribute(each, "patchbay.stage").getStringValue()))
          .isEqualTo(stage);
    }
  }

  /** The backend is sent the span of its call, which is the child of the event's. */
  private static void assertContinued(Asked request, Span event, List<Span> spans) {
    Span call =
        named(
            "HTTP_PROXY",
            spans.stream().filter(each -> each.getTraceId().equals(event.getTraceId())).toList());
    assertThat(call.getParentSpanId()).isEqualTo(event.getSpanId());
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(attribute(call, "http.response.status_code").getIntValue()).isEqualTo(200);
    assertThat(request.traceparent())
        .isEqualTo("00-%s-%s-01".formatted(hex(call.getTraceId()), hex(call.getSpanId())));
  }

  @Test
  void requestsToConnectionsContinueTheTraceOfTheirBackend() throws Exception {
    HttpServer backend = backend();
    List<Span> spans;
    Asked connecting;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server = start(collector.address())) {
        String stage = api(server, backend, "$connect");
        URI gateway = server.gatewayAddress().orElseThrow();
        WebSocketClient client = WebSocketClient.connect(gateway.resolve(stage));
        connecting = next();
        Http management = new Http(URI.create("http://" + gateway.getAuthority()));
        String path = stage + "/@connections/" + connecting.connectionId();
        assertThat(
                management
                    .send("POST", path, "hi", "traceparent", connecting.traceparent())
                    .status())
            .isEqualTo(200);
        assertThat(client.next()).isEqualTo("hi");
        assertThat(management.send("GET", path, null).status()).isEqualTo(200);
        assertThat(management.send("DELETE", path + "x", null).status()).isEqualTo(400);
        client.close();
      }
      spans = collector.spans();
    } finally {
      backend.stop(0);
    }
    Span call = named("HTTP_PROXY", spans);
    Span post = named("PostToConnection", spans);
    assertThat(post.getTraceId()).isEqualTo(call.getTraceId());
    assertThat(post.getParentSpanId()).isEqualTo(call.getSpanId());
    assertThat(attribute(post, "patchbay.connection_id").getStringValue())
        .isEqualTo(connecting.connectionId());
    assertThat(attribute(post, "http.response.status_code").getIntValue()).isEqualTo(200);
    assertThat(named("GetConnection", spans).getParentSpanId()).isEqualTo(ByteString.EMPTY);
    Span refused = named("DeleteConnection", spans);
    assertThat(attribute(refused, "error.type").getStringValue()).isEqualTo("BadRequestException");
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
  }

  /** An HTTP API whose routes call the backend; returns the path of its stage. */
  private static String httpApi(PatchbayServer server, HttpServer backend) {
    Http http = new Http(server.address());
    String api = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
    String integration =
        http.create(
            api + "/integrations",
            new JsonObject()
                .put("integrationType", "HTTP_PROXY")
                .put("integrationMethod", "ANY")
                .put("payloadFormatVersion", "1.0")
                .put(
                    "integrationUri",
                    "http://127.0.0.1:%d/{id}".formatted(backend.getAddress().getPort()))
                .encode());
    http.create(
        api + "/routes",
        new JsonObject()
            .put("routeKey", "ANY /pets/{id}")
            .put("target", "integrations/" + integration.replaceFirst(".*/", ""))
            .encode());
    http.create(api + "/stages", "{\"stageName\":\"prod\",\"autoDeploy\":true}");
    return "/execute-api/" + api.replaceFirst(".*/", "") + "/prod";
  }

  @Test
  void requestsToHttpApisContinueTheTracesOfTheirClients() throws Exception {
    HttpServer backend = backend();
    List<Span> spans;
    Asked pet;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server = start(collector.address())) {
        String stage = httpApi(server, backend);
        Http client =
            new Http(URI.create("http://" + server.gatewayAddress().orElseThrow().getAuthority()));
        String traceparent = "00-%s-%s-01".formatted(TRACE, CALLER);
        assertThat(
                client
                    .send("GET", stage + "/pets/1?secret=1", null, "traceparent", traceparent)
                    .status())
            .isEqualTo(200);
        pet = next();
        assertThat(client.send("GET", stage + "/pets/broken", null).status()).isEqualTo(503);
        assertThat(client.send("DELETE", stage + "/else", null).status()).isEqualTo(404);
      }
      spans = collector.spans();
    } finally {
      backend.stop(0);
    }
    Span found =
        ReceivedSpans.allNamed("GET /pets/{id}", spans).stream()
            .filter(each -> hex(each.getTraceId()).equals(TRACE))
            .findFirst()
            .orElseThrow();
    assertThat(hex(found.getParentSpanId())).isEqualTo(CALLER);
    assertThat(found.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(attribute(found, "http.response.status_code").getIntValue()).isEqualTo(200);
    assertThat(attribute(found, "http.request.method").getStringValue()).isEqualTo("GET");
    assertThat(attribute(found, "patchbay.route_key").getStringValue()).isEqualTo("ANY /pets/{id}");
    assertThat(attribute(found, "patchbay.stage").getStringValue()).isEqualTo("prod");
    assertThat(attribute(found, "aws.request_id").getStringValue()).isNotEmpty();
    assertContinued(pet, found, spans);
    Span broken =
        ReceivedSpans.allNamed("GET /pets/{id}", spans).stream()
            .filter(each -> !hex(each.getTraceId()).equals(TRACE))
            .findFirst()
            .orElseThrow();
    assertThat(broken.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    Span none = named("DELETE", spans);
    assertThat(attribute(none, "error.type").getStringValue()).isEqualTo("Not Found");
    assertThat(none.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
  }

  @Test
  void failuresAreErrorsAndWhatNoRouteTakesIsNamed() throws Exception {
    HttpServer backend = backend();
    List<Span> spans;
    try (Collector collector = new Collector()) {
      try (PatchbayServer server = start(collector.address())) {
        String stage = api(server, backend, "broken", "away");
        URI gateway = server.gatewayAddress().orElseThrow();
        WebSocketClient client = WebSocketClient.connect(gateway.resolve(stage));
        client.send("{\"action\":\"broken\"}");
        next();
        client.send("nothing takes it");
        assertThat(client.next()).contains("Forbidden");
        backend.stop(0);
        client.send("{\"action\":\"away\"}");
        assertThat(client.next()).contains("Internal server error");
        client.close();
      }
      spans = collector.spans();
    }
    Span broken = named("MESSAGE broken", spans);
    Span call =
        named(
            "HTTP_PROXY",
            spans.stream().filter(each -> each.getTraceId().equals(broken.getTraceId())).toList());
    assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    Span refused = named("MESSAGE", spans);
    assertThat(attribute(refused, "error.type").getStringValue()).isEqualTo("Forbidden");
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    Span away = named("MESSAGE away", spans);
    assertThat(away.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(attribute(away, "error.type").getStringValue()).isEqualTo("Internal server error");
  }
}
