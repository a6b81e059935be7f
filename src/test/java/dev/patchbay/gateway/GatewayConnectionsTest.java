package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.socket.GatewayLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of TCP before they are WebSockets, and their number. */
final class GatewayConnectionsTest {

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        LocalGateway.start(null, GatewayLimits.of(600_000, 7_200_000), 2)
            .deploy(SnapshotBuilder.selecting("x").echoing("$default"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aConnectionWithoutARequestIsClosed() throws Exception {
    try (RawWebSocket silent = new RawWebSocket(gateway.port());
        RawWebSocket client = gateway.connect()) {
      gateway.clock.advanceMillis(40_001);
      assertThat(silent.isEnded()).isTrue();
      client.send("hi");
      assertThat(client.next().text()).isEqualTo("$default");
    }
  }

  @Test
  void aConnectionThatWasRefusedAHandshakeIsClosedLater() throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      gateway.clock.advanceMillis(39_000);
      client.request("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      gateway.clock.advanceMillis(39_000);
      client.request("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      gateway.clock.advanceMillis(40_001);
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void oneConnectionTooManyIsClosedUntilAnotherEnds() throws Exception {
    RawWebSocket first = gateway.connect();
    try (RawWebSocket second = gateway.connect();
        RawWebSocket third = new RawWebSocket(gateway.port())) {
      assertThat(second.status()).isEqualTo(101);
      assertThat(third.isEnded()).isTrue();
      first.close();
      eventually(
          "another one connects",
          () -> {
            try (RawWebSocket next = gateway.connect()) {
              return next.head().startsWith("HTTP/1.1 101");
            }
          });
    }
  }
}
