package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.model.Limit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Integrations of HTTP over sockets (AWS: Set up data mapping for WebSocket APIs, The $connect
 * route).
 */
final class HttpIntegrationTest {

  private LocalBackend backend;
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    backend = new LocalBackend();
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    backend.close();
  }

  private SnapshotBuilder integration(String type, String uri, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("integrationType", type);
    all.put("integrationUri", uri);
    all.putIfAbsent("integrationMethod", "POST");
    return SnapshotBuilder.selecting("$request.body.action").integration("m", all);
  }

  private static SnapshotBuilder messages(SnapshotBuilder api) {
    return api.route("$default", "m", Map.of()).twoWay("$default");
  }

  private String answer(SnapshotBuilder api, String message) throws Exception {
    gateway.deploy(api);
    try (RawWebSocket client = gateway.connect()) {
      client.send(message);
      return client.next().text();
    }
  }

  private static String withoutIds(String frame) {
    return frame.replaceFirst(", \"connectionId\".*", "");
  }

  @Test
  void aMessageGoesToTheBackendAndItsAnswerToTheClient() throws Exception {
    assertThat(
            answer(
                messages(integration("HTTP_PROXY", backend.uri("/echo?a=b"), Map.of())),
                "{\"text\":\"\u2603\"}"))
        .isEqualTo("{\"text\":\"\u2603\"}");
    LocalBackend.Received received = backend.next();
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.uri()).isEqualTo("/echo?a=b");
    assertThat(received.body()).isEqualTo("{\"text\":\"\u2603\"}");
    assertThat(received.headers().names())
        .containsExactlyInAnyOrder(
            "host",
            "content-length",
            "Content-Type",
            "User-Agent",
            "x-amzn-apigateway-api-id",
            "Accept-Encoding");
    assertThat(received.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(received.headers().get("User-Agent")).isEqualTo("AmazonAPIGateway_api0000001");
    assertThat(received.headers().get("Host")).isEqualTo("127.0.0.1:" + backend.port());
  }

  @ParameterizedTest
  @CsvSource({"200", "404", "500", "503"})
  void theTextOfAProxyIsTheFrameWhateverItsStatus(int status) throws Exception {
    assertThat(
            answer(
                messages(integration("HTTP_PROXY", backend.uri("/status/" + status), Map.of())),
                "oops"))
        .isEqualTo("oops");
  }

  @Test
  void anAnswerOfABackendThatIsTooLongClosesWith1009() throws Exception {
    int most = Limit.EVALUATION_OUTPUT.intValue();
    SnapshotBuilder largest =
        messages(integration("HTTP_PROXY", backend.uri("/long/" + most), Map.of()));
    assertThat(answer(largest, "{}")).startsWith("xxx");
    gateway.deploy(
        messages(integration("HTTP_PROXY", backend.uri("/long/" + (most + 1)), Map.of())));
    try (RawWebSocket client = gateway.connect()) {
      client.send("{}");
      assertThat(client.next().status()).isEqualTo(new CloseStatus(1009, "Message too long"));
    }
  }

  @Test
  void parametersAreMapped() throws Exception {
    answer(
        messages(
            integration(
                "HTTP_PROXY",
                backend.uri("/v1/{room}/${stageVariables.color}"),
                Map.of(
                    "integrationMethod",
                    "PUT",
                    "requestParameters",
                    Map.of(
                        "integration.request.path.room", "route.request.body.room",
                        "integration.request.querystring.c", "context.connectionId",
                        "integration.request.header.connectionId", "context.connectionId",
                        "integration.request.header.Content-Type", "'text/x'",
                        "integration.request.header.X-Text", "route.request.body.text",
                        "integration.request.header.X-None", "route.request.body.none",
                        "integration.request.header.Transfer-Encoding", "'chunked'",
                        "integration.request.header.Host", "'other.example'")))),
        "{\"room\":\"a/b\",\"text\":\"\u00e9\"}");
    LocalBackend.Received received = backend.next();
    String connectionId = received.headers().get("connectionId");
    assertThat(received.method()).isEqualTo("PUT");
    assertThat(connectionId).hasSize(20);
    assertThat(received.uri()).isEqualTo("/v1/a%2Fb/blue?c=" + connectionId.replace("=", "%3D"));
    assertThat(received.headers().get("Content-Type")).isEqualTo("text/x");
    assertThat(received.headers().get("Host")).isEqualTo("other.example");
    assertThat(received.headers().get("X-Text")).isEqualTo("\u00c3\u00a9");
    assertThat(received.headers().contains("X-None")).isFalse();
    assertThat(received.headers().contains("Transfer-Encoding")).isFalse();
  }

  @Test
  void aHeaderThatAClientWouldEndIsNotSent() throws Exception {
    assertThat(
            withoutIds(
                answer(
                    messages(
                        integration(
                            "HTTP_PROXY",
                            backend.uri("/echo"),
                            Map.of(
                                "requestParameters",
                                Map.of(
                                    "integration.request.header.X", "route.request.body.text")))),
                    "{\"text\":\"a\\r\\nY: 1\"}")))
        .isEqualTo("{\"message\": \"Internal server error\"");
    assertThat(backend.waiting()).isZero();
  }

  @Test
  void aTimeoutIsAFrameAndTheSocketWorksOn() throws Exception {
    gateway.deploy(
        messages(integration("HTTP_PROXY", backend.uri("/hang"), Map.of("timeoutInMillis", 50L)))
            .echoing("echo"));
    try (RawWebSocket client = gateway.connect()) {
      client.send("hi");
      assertThat(withoutIds(client.next().text()))
          .isEqualTo("{\"message\": \"Endpoint request timed out\"");
      client.send("{\"action\":\"echo\"}");
      assertThat(client.next().text()).isEqualTo("echo");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/drip,Endpoint request timed out,no answer within 300 ms",
    "/reset,Internal server error,closed",
    "/cut,Internal server error,closed",
    "/endless,Internal server error,the answer has more than 1048576 bytes"
  })
  void aBackendThatDoesNotAnswerWellIsAnError(String path, String message, String reason)
      throws Exception {
    SnapshotBuilder api =
        integration(
            "HTTP_PROXY",
            backend.uri(path),
            Map.of("timeoutInMillis", path.equals("/drip") ? 300L : 29_000L));
    assertThat(withoutIds(answer(messages(api), "hi")))
        .isEqualTo("{\"message\": \"" + message + "\"");
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().reason().orElse("")).contains(reason);
  }

  @Test
  void aBackendThatCannotBeReachedIsAnErrorAlsoOnRoutesThatDoNotAnswer() throws Exception {
    backend.close();
    assertThat(
            withoutIds(
                answer(
                    integration("HTTP_PROXY", backend.uri("/"), Map.of())
                        .route("$default", "m", Map.of()),
                    "hi")))
        .isEqualTo("{\"message\": \"Internal server error\"");
  }

  @Test
  void aRedirectIsAnAnswerLikeAnyOther() throws Exception {
    assertThat(
            answer(messages(integration("HTTP_PROXY", backend.uri("/redirect"), Map.of())), "hi"))
        .isEqualTo("moved");
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254/latest/meta-data,is never called",
    "http://[::ffff:169.254.169.254]/,is never called",
    "http://[fd00:ec2::254]/,is never called",
    "http://0.0.0.0/,is never called",
    "http://2852039166/,no address and no name",
    "http://0xa9.0xfe.0xa9.0xfe/,no address and no name",
    "ftp://127.0.0.1/,no address of HTTP",
    "'',no address of HTTP"
  })
  void aForbiddenAddressIsNotCalled(String uri, String reason) throws Exception {
    assertThat(withoutIds(answer(messages(integration("HTTP_PROXY", uri, Map.of())), "hi")))
        .isEqualTo("{\"message\": \"Internal server error\"");
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().reason().orElse("")).contains(reason);
  }

  @Test
  void aVpcLinkIsRefused() throws Exception {
    answer(
        messages(integration("HTTP_PROXY", backend.uri("/"), Map.of("connectionType", "VPC_LINK"))),
        "hi");
    gateway.outcomes.take();
    assertThat(gateway.outcomes.take().reason()).contains("VPC links are not supported");
  }

  @ParameterizedTest
  @CsvSource({"200,fine", "404,low", "503,other"})
  void integrationResponsesTransformTheAnswer(int status, String expected) throws Exception {
    assertThat(
            answer(
                messages(
                    integration(
                            "HTTP",
                            backend.uri("/status/" + status),
                            Map.of(
                                "requestTemplates",
                                Map.of("$default", "{\"made\":$input.json('$.text')}"),
                                "templateSelectionExpression",
                                "\\$default"))
                        .response("m", "$default", template("other $input.body"))
                        .response("m", "/2\\d\\d/", template("fine $input.body"))
                        .response("m", "/4\\d\\d/", template("low $input.body"))),
                "{\"text\":\"hi\"}"))
        .isEqualTo(expected + " {\"made\":\"hi\"}");
    assertThat(backend.next().body()).isEqualTo("{\"made\":\"hi\"}");
  }

  private static Map<String, Object> template(String template) {
    return Map.of("responseTemplates", Map.of("application/json", template));
  }

  @Test
  void bytesThatAreNotTextAreReplaced() throws Exception {
    assertThat(answer(messages(integration("HTTP_PROXY", backend.uri("/bytes"), Map.of())), "hi"))
        .isEqualTo("a\ufffd\ufffd");
  }

  @Test
  void aRequestInBase64IsSentAsItsBytes() throws Exception {
    answer(
        messages(
            integration(
                "HTTP_PROXY",
                backend.uri("/echo"),
                Map.of("contentHandlingStrategy", "CONVERT_TO_BINARY"))),
        "aGVsbG8=");
    assertThat(backend.next().body()).isEqualTo("hello");
  }

  @Test
  void aOneWayRouteIsSilentWhateverTheStatusAndMessagesKeepTheirOrder() throws Exception {
    gateway.deploy(
        integration("HTTP_PROXY", backend.uri("/status/500"), Map.of())
            .route("$default", "m", Map.of())
            .echoing("echo"));
    try (RawWebSocket client = gateway.connect()) {
      for (int i = 0; i < 5; i++) {
        client.send("message " + i);
      }
      client.send("{\"action\":\"echo\"}");
      assertThat(client.next().text()).isEqualTo("echo");
    }
    for (int i = 0; i < 5; i++) {
      assertThat(backend.next().body()).isEqualTo("message " + i);
    }
  }

  private String handshake(SnapshotBuilder api, String... headers) throws Exception {
    gateway.deploy(api.route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect(headers)) {
      return client.head();
    }
  }

  @ParameterizedTest
  @CsvSource({"200,101", "204,101", "301,301", "400,400", "401,401", "503,503"})
  void theStatusOfTheBackendDecidesAHandshake(int status, int answered) throws Exception {
    assertThat(handshake(integration("HTTP_PROXY", backend.uri("/status/" + status), Map.of())))
        .startsWith("HTTP/1.1 " + answered + " ");
  }

  @Test
  void aHandshakeForwardsItsOwnHeadersAndNoOthers() throws Exception {
    handshake(
        integration(
            "HTTP_PROXY",
            backend.uri("/"),
            Map.of(
                "requestParameters",
                Map.of(
                    "integration.request.header.Sec-WebSocket-Version", "'0'",
                    "integration.request.header.X-Room", "route.request.header.x-room"))),
        "Cookie: a=b",
        "x-Room: blue",
        "Sec-WebSocket-Protocol: p1, p2");
    LocalBackend.Received received = backend.next();
    assertThat(received.body()).isEmpty();
    assertThat(received.headers().get("Sec-WebSocket-Key")).isNotEmpty();
    assertThat(received.headers().get("Sec-WebSocket-Version")).isEqualTo("0");
    assertThat(received.headers().get("Sec-WebSocket-Protocol")).isEqualTo("p1, p2");
    assertThat(received.headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(received.headers().get("X-Amzn-Trace-Id")).startsWith("Root=1-");
    assertThat(received.headers().get("X-Room")).isEqualTo("blue");
    assertThat(received.headers().contains("Cookie")).isFalse();
    assertThat(received.headers().contains("Upgrade")).isFalse();
    assertThat(received.headers().contains("Content-Type")).isFalse();
  }

  @Test
  void anAcceptedHandshakeHasTheHeadersOfTheBackendButItsContent() throws Exception {
    assertThat(
            handshake(integration("HTTP_PROXY", backend.uri("/"), Map.of()), "Cookie: a=b")
                .toLowerCase(Locale.ROOT))
        .contains("set-cookie: a=b", "sec-websocket-protocol: p1")
        .doesNotContain("content-");
  }

  @Test
  void aRefusalHasTheBodyAndTheContentTypeOfTheBackend() throws Exception {
    gateway.deploy(
        integration("HTTP_PROXY", backend.uri("/status/403"), Map.of())
            .route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.head())
          .startsWith("HTTP/1.1 403 ")
          .containsIgnoringCase("content-type: text/plain; charset=UTF-8")
          .containsIgnoringCase("x-amz-apigw-id: ");
      assertThat(client.body()).isEqualTo("answer");
    }
  }

  @ParameterizedTest
  @CsvSource({"/hang", "/reset"})
  void aHandshakeWithoutAnAnswerIs504(String path) throws Exception {
    assertThat(
            handshake(integration("HTTP_PROXY", backend.uri(path), Map.of("timeoutInMillis", 50L))))
        .startsWith("HTTP/1.1 504 ");
  }

  @Test
  void aDisconnectionCallsItsBackend() throws Exception {
    gateway.deploy(
        integration("HTTP_PROXY", backend.uri("/left"), Map.of())
            .route("$disconnect", "m", Map.of()));
    gateway.connect().close();
    assertThat(backend.next().uri()).isEqualTo("/left");
    assertThat(gateway.outcomes.poll(20, TimeUnit.SECONDS)).isNotNull();
  }
}
