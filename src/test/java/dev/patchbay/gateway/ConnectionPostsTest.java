package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RawWebSocket.Frame;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.testkit.LogCapture;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of backends to connections, byte by byte as they were recorded on AWS. AWS documents the
 * operations (Use @connections commands in your backend service).
 */
final class ConnectionPostsTest {

  private static final String DATE =
      "Date: [A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT";
  private static final String IDS =
      "x-amzn-RequestId: [0-9a-f-]{13}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@x-amz-apigw-id: [\\w-]{15}=@"
          .replace("@", "\r\n");
  private static final String TRACE = "X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}\r\n";

  private LocalGateway gateway;
  private RawWebSocket client;
  private String id;

  @BeforeEach
  void start() throws Exception {
    SnapshotBuilder api =
        SnapshotBuilder.selecting("$request.body.action").echoing("$connect", "$default");
    gateway = LocalGateway.start().deploy(api).deploy("other", api);
    client = gateway.connect("User-Agent: a \"client\"");
    id = gateway.connectionId();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  private static String path(String id) {
    return LocalGateway.PATH + "/@connections/" + id;
  }

  private RawWebSocket send(String method, String id, String body) throws IOException {
    return gateway.request(method, path(id), body);
  }

  private static String head(String status, String... lines) {
    return "HTTP/1.1 " + status + "\r\n" + String.join("", lines) + "\r\n";
  }

  private static String success(int length) {
    return head(
        "200 OK",
        DATE + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n",
        "Connection: keep-alive\r\n",
        IDS,
        TRACE);
  }

  private static String error(String status, String type, int length, String trace) {
    return head(
        status,
        DATE + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n",
        "Connection: keep-alive\r\n",
        IDS,
        "x-amzn-ErrorType: " + type + "\r\n",
        trace);
  }

  private void assertGone(RawWebSocket answer) {
    assertThat(answer.head()).matches(error("410 Gone", "GoneException", 0, TRACE));
  }

  @Test
  void aMessageReachesTheClient() throws Exception {
    try (RawWebSocket answer = send("POST", id, "hi")) {
      assertThat(answer.head()).matches(success(0));
      assertThat(client.next().text()).isEqualTo("hi");
    }
  }

  @Test
  void aConnectionThatIsUnknownIsGone() throws Exception {
    String unknown = new ConnectionIds(new SecureRandom()).next(SnapshotBuilder.API);
    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      try (RawWebSocket answer = send(method, unknown, "")) {
        assertGone(answer);
      }
    }
  }

  @Test
  void aConnectionThatTheClientHasClosedIsGone() throws Exception {
    client.close(1000, "");
    client.next();
    gateway.disconnection();
    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      try (RawWebSocket answer = send(method, id, "")) {
        assertGone(answer);
      }
    }
  }

  /**
   * AWS: The $connect route, The $disconnect route. A backend that is asked about one of both does
   * not answer here, so that the route runs while it sends.
   */
  @ParameterizedTest
  @ValueSource(strings = {"$connect", "$disconnect"})
  void aConnectionThatIsBeingMadeOrHasEndedIsGone(String route) throws Exception {
    try (LocalBackend backend = new LocalBackend()) {
      gateway.deploy(
          SnapshotBuilder.selecting("x")
              .integration(
                  "m",
                  Map.of(
                      "integrationType",
                      "HTTP_PROXY",
                      "integrationMethod",
                      "POST",
                      "integrationUri",
                      backend.uri("/hang"),
                      "requestParameters",
                      Map.of("integration.request.header.id", "context.connectionId")))
              .route(route, "m", Map.of()));
      try (RawWebSocket other = new RawWebSocket(gateway.port())) {
        other.raw(RawWebSocket.handshake(LocalGateway.PATH));
        if (route.equals("$disconnect")) {
          other.readHead();
          other.close(1000, "");
        }
        String running = backend.next().headers().get("id");
        for (String method : new String[] {"POST", "GET", "DELETE"}) {
          try (RawWebSocket answer = send(method, running, "")) {
            assertGone(answer);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAAAAAAAAAAAAA=", "AbgHN0-zjQAYKEjhgA==", "cjy8\"x", "a+b", "a%zz"})
  void aTextThatIsNoIdentifierIsABadRequest(String text) throws Exception {
    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      String shown = text.replace("\"", "\\\"");
      try (RawWebSocket answer = send(method, text.replace("\"", "%22"), "")) {
        assertThat(answer.head())
            .matches(error("400 Bad Request", "BadRequestException", 36 + shown.length(), TRACE));
        assertThat(answer.body())
            .isEqualTo("{\"message\":\"Invalid connectionId: " + shown + "\"}");
      }
    }
  }

  @Test
  void aPayloadOf128KibIsSentAndOneByteMoreIsRefused() throws Exception {
    try (RawWebSocket answer = send("POST", id, "x".repeat(131_073))) {
      assertThat(answer.head())
          .matches(
              head(
                  "413 Request Entity Too Large",
                  DATE + "\r\nContent-Length: 0\r\nConnection: keep-alive\r\n"));
    }
    try (RawWebSocket answer = send("POST", id, "x".repeat(131_072))) {
      assertThat(answer.head()).matches(success(0));
      assertThat(client.next().bytes().length()).isEqualTo(131_072);
    }
  }

  @Test
  void aPayloadInChunksIsMeasuredAsItArrives() throws Exception {
    try (RawWebSocket answer = new RawWebSocket(gateway.port())) {
      answer.request(
          "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n"
              .formatted(path(id), 131_073, "x".repeat(131_073)));
      assertThat(answer.status()).isEqualTo(413);
    }
  }

  @Test
  void theFactsOfAConnectionAreRead() throws Exception {
    gateway.clock.advanceMillis(1_234);
    client.send("{}");
    client.next();
    try (RawWebSocket answer = send("GET", id, "")) {
      String body = answer.body();
      assertThat(answer.head()).matches(success(body.length()));
      assertThat(body)
          .matches(
              """
              \\{
                "identity" : \\{
                  "sourceIp" : "127.0.0.1",
                  "userAgent" : "a \\\\"client\\\\""
                \\},
                "connectedAt" : "\\d{4}-\\d{2}-\\d{2}T[\\d:]{8}.\\d{3}Z",
                "lastActiveAt" : "\\d{4}-\\d{2}-\\d{2}T[\\d:]{8}.\\d{3}Z"
              \\}""");
    }
  }

  @Test
  void aPostIsActivityAndAReadIsNone() throws Exception {
    String begun = lastActive();
    gateway.clock.advanceMillis(5_000);
    assertThat(lastActive()).isEqualTo(begun);
    send("POST", id, "").close();
    client.next();
    String later = lastActive();
    assertThat(later).isGreaterThan(begun);
    gateway.clock.advanceMillis(5_000);
    assertThat(lastActive()).isEqualTo(later);
    client.send("hi").next();
    assertThat(lastActive()).isGreaterThan(later);
  }

  private String lastActive() throws IOException {
    try (RawWebSocket answer = send("GET", id, "")) {
      return answer.body().replaceFirst("(?s).*lastActiveAt\" : \"([^\"]+)\".*", "$1");
    }
  }

  @Test
  void aDeletionClosesTheConnectionOnce() throws Exception {
    try (LogCapture audit = LogCapture.of("dev.patchbay.audit");
        RawWebSocket answer = send("DELETE", id, "")) {
      assertThat(answer.head())
          .matches(
              head(
                  "204 No Content",
                  DATE + "\r\nContent-Type: application/json\r\nConnection: keep-alive\r\n",
                  IDS,
                  TRACE));
      CloseStatus expected = new CloseStatus(1000, "Connection Closed Normally");
      assertThat(client.next().status()).isEqualTo(expected);
      try (RawWebSocket again = send("DELETE", id, "")) {
        assertGone(again);
      }
      client.close(expected.code(), expected.reason());
      assertThat(gateway.disconnection().closing()).contains(expected);
      try (RawWebSocket again = send("DELETE", id, "")) {
        assertGone(again);
      }
      assertThat(audit.lines()).hasSize(3).allMatch(line -> line.startsWith("INFO"));
    }
  }

  @Test
  void theAtSignAndTheEqualsSignsMayBeEncoded() throws Exception {
    String encoded = path(id).replace("@", "%40").replace("=", "%3D");
    gateway.request("POST", encoded, "hi").close();
    assertThat(client.next().text()).isEqualTo("hi");
  }

  @Test
  void theHostMayNameTheApi() throws Exception {
    try (RawWebSocket answer = new RawWebSocket(gateway.port())) {
      answer.request(
          "POST /prod/@connections/%s HTTP/1.1\r\nHost: %s.execute-api.eu-west-1.localhost:1\r\nContent-Length: 2\r\n\r\nhi"
              .formatted(id, SnapshotBuilder.API));
      assertThat(answer.head()).matches(success(0));
      assertThat(client.next().text()).isEqualTo("hi");
    }
  }

  @Test
  void anEmptyPayloadIsAnEmptyMessage() throws Exception {
    try (RawWebSocket answer = send("POST", id, "")) {
      assertThat(answer.head()).matches(success(0));
      Frame frame = client.next();
      assertThat(frame.opcode()).isEqualTo(RawWebSocket.TEXT);
      assertThat(frame.bytes().length()).isZero();
    }
  }

  @Test
  void anAddressWithoutAStageIsForbidden() throws Exception {
    for (String path :
        new String[] {
          "/@connections/" + id,
          "/execute-api/" + SnapshotBuilder.API + "/@connections/" + id,
          path(id) + "/more"
        }) {
      try (RawWebSocket answer = gateway.request("POST", path, "hi")) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      }
    }
  }

  @Test
  void anotherMethodIsForbidden() throws Exception {
    try (RawWebSocket answer = send("PUT", id, "hi")) {
      assertThat(answer.head()).matches(error("403 Forbidden", "ForbiddenException", 23, ""));
    }
  }

  @Test
  void aStageThatIsAbsentIsForbidden() throws Exception {
    String path = path(id).replace("/prod/", "/absent/");
    try (RawWebSocket answer = gateway.request("GET", path, "")) {
      assertThat(answer.head()).matches(error("403 Forbidden", "ForbiddenException", 23, ""));
      assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void aConnectionIsReachedThroughAnotherStageOfItsApi() throws Exception {
    String path = path(id).replace("/prod/", "/other/");
    gateway.request("POST", path, "hi").close();
    assertThat(client.next().text()).isEqualTo("hi");
    gateway.request("DELETE", path, "").close();
    CloseStatus status = client.next().status();
    client.close(status.code(), status.reason());
    assertThat(gateway.disconnection().connection().stage()).isEqualTo("prod");
  }

  @Test
  void bytesThatAreNoTextBecomeReplacementCharacters() throws Exception {
    send("POST", id, "\u0000\u00ff\u00fe\u0080native").close();
    Frame frame = client.next();
    assertThat(frame.opcode()).isEqualTo(RawWebSocket.TEXT);
    assertThat(frame.text()).isEqualTo("\u0000\ufffd\ufffd\ufffdnative");
    send("POST", id, new String("native \u2603".getBytes(UTF_8), ISO_8859_1)).close();
    assertThat(client.next().text()).isEqualTo("native \u2603");
  }

  @Test
  void aRequestThatIsRepeatedSendsItsMessageOnce() throws Exception {
    for (int attempt = 0; attempt < 3; attempt++) {
      try (RawWebSocket answer =
          gateway.request("POST", path(id), "once", "amz-sdk-invocation-id: one-call")) {
        assertThat(answer.head()).matches(success(0));
      }
    }
    send("POST", id, "next").close();
    assertThat(client.next().text()).isEqualTo("once");
    assertThat(client.next().text()).isEqualTo("next");
  }

  @Test
  void aClientThatDoesNotReadIsSlow() throws Exception {
    String message = "x".repeat(131_072);
    int sent = 0;
    while (true) {
      try (RawWebSocket answer = send("POST", id, message)) {
        if (answer.status() != 200) {
          assertThat(answer.head())
              .matches(error("429 Too Many Requests", "LimitExceededException", 0, TRACE));
          break;
        }
        sent++;
      }
    }
    for (int i = 0; i < sent; i++) {
      assertThat(client.next().bytes().length()).isEqualTo(131_072);
    }
  }
}
