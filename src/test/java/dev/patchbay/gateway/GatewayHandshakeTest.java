package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.RouteEvent;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to handshakes, byte for byte where they were recorded on AWS. */
final class GatewayHandshakeTest {

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        LocalGateway.start()
            .deploy(SnapshotBuilder.selecting("$request.body.action").echoing("$default"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private static SnapshotBuilder connecting(String template) {
    return SnapshotBuilder.selecting("x")
        .mock("m", template, Map.of())
        .route("$connect", "m", Map.of());
  }

  @Test
  void anAcceptedHandshakeHasTheseHeaders() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.head().lines().skip(1).filter(line -> !line.isEmpty()))
          .extracting(line -> line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT))
          .containsExactlyInAnyOrder("date", "connection", "upgrade", "sec-websocket-accept");
      assertThat(client.head()).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
  }

  @Test
  void noCompressionIsNegotiatedAndNoSubprotocolIsChosen() throws Exception {
    try (RawWebSocket client =
        gateway.connect(
            "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: p1, p2")) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.head().toLowerCase(Locale.ROOT))
          .doesNotContain("sec-websocket-extensions")
          .doesNotContain("sec-websocket-protocol");
    }
  }

  @Test
  void theSubprotocolOfTheConnectRouteIsAnswered() throws Exception {
    gateway.deploy(
        SnapshotBuilder.selecting("x")
            .mock("m", "{\"statusCode\": 200}", Map.of())
            .response(
                "m",
                "$default",
                Map.of(
                    "responseParameters",
                    Map.of("route.response.header.Sec-WebSocket-Protocol", "'p1'")))
            .route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect("Sec-WebSocket-Protocol: p1")) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.head()).containsIgnoringCase("sec-websocket-protocol: p1");
    }
  }

  @Test
  void aRefusalOfTheGatewayHasTheseHeadersAndThisBody() throws Exception {
    gateway.deploy(connecting("{}"));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(500);
      String id = client.head().replaceFirst("(?s).*x-amz-apigw-id: (\\S+).*", "$1");
      assertThat(client.head().lines())
          .extracting(line -> line.replaceFirst("^(date|x-amz-apigw-id): .+", "$1"))
          .containsExactly(
              "HTTP/1.1 500 Internal Server Error",
              "date",
              "content-type: application/json; charset=UTF-8",
              "content-length: 107",
              "connection: keep-alive",
              "x-amz-apigw-id",
              "");
      assertThat(client.body())
          .matches(
              "\\{\"message\": \"Internal server error\", \"connectionId\":\"[\\w-]{18}==\","
                  + " \"requestId\":\"\\Q"
                  + id
                  + "\\E\"}")
          .hasSize(107);
    }
  }

  @Test
  void aRefusedConnectionCanBeUsedAgain() throws Exception {
    gateway.deploy(connecting("{\"statusCode\": 401}"));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(401);
      assertThat(client.body()).isEmpty();
      client.request("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/execute-api/api0000001/prod/more",
        "/execute-api/api0000001/other",
        "/execute-api/api0000002/prod",
        "/execute-api/api0000001",
        "/prod"
      })
  void anAddressThatNothingServesIsForbidden(String path) throws Exception {
    try (RawWebSocket client = RawWebSocket.open(gateway.port(), path)) {
      assertThat(client.status()).isEqualTo(403);
      assertThat(client.head()).contains("x-amzn-ErrorType: ForbiddenException");
      assertThat(client.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/prod", "/prod/", "/prod?token=a%2Bb"})
  void theHostNamesTheApi(String path) throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: api0000001.execute-api.us-east-1.example.org:8090\r\n"
              + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
      assertThat(client.status()).isEqualTo(101);
      client.send("hi");
      assertThat(client.next().text()).isEqualTo("$default");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=%zz", "?a=%", "?%f=1"})
  void aQueryThatIsNotEncodedIsRefused(String query) throws Exception {
    try (RawWebSocket client = RawWebSocket.open(gateway.port(), LocalGateway.PATH + query)) {
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.body()).isEqualTo("{\"message\":\"Bad Request\"}");
    }
  }

  @Test
  void aClientThatLeavesDuringItsHandshakeLeavesNothingBehind() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (RawWebSocket leaving = new RawWebSocket(gateway.port())) {
        leaving.raw(
            ("GET "
                    + LocalGateway.PATH
                    + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(US_ASCII));
      }
    }
    try (RawWebSocket client = gateway.connect()) {
      client.send("hi");
      assertThat(client.next().text()).isEqualTo("$default");
    }
    Set<String> begun = new HashSet<>();
    Set<String> ended = new HashSet<>();
    while (begun.size() <= 20 || !ended.containsAll(begun)) {
      RouteEvent event =
          Objects.requireNonNull(
              gateway.events.poll(20, TimeUnit.SECONDS), "no end of a connection");
      (event.type() == EventType.DISCONNECT ? ended : begun).add(event.connection().connectionId());
    }
  }

  @Test
  void aRequestThatIsNoHandshakeIsForbidden() throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request("GET " + LocalGateway.PATH + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.status()).isEqualTo(403);
    }
  }

  @Test
  void anotherVersionOfTheProtocolIsRefused() throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request(
          "GET "
              + LocalGateway.PATH
              + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n");
      assertThat(client.status()).isEqualTo(426);
      assertThat(client.head()).contains("Sec-WebSocket-Version: 13");
    }
  }

  @Test
  void noDisconnectionFollowsARefusal() throws Exception {
    gateway.deploy(connecting("{\"statusCode\": 403}"));
    try (RawWebSocket refused = gateway.connect()) {
      assertThat(refused.status()).isEqualTo(403);
    }
    gateway.deploy(SnapshotBuilder.selecting("x").echoing("$default"));
    try (RawWebSocket client = gateway.connect()) {
      client.close(1000, "bye");
      assertThat(gateway.disconnection().closing()).contains(new CloseStatus(1000, "bye"));
    }
    assertThat(gateway.events).isEmpty();
  }
}
