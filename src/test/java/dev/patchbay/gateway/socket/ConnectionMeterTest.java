package dev.patchbay.gateway.socket;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.LocalGateway;
import dev.patchbay.gateway.RawWebSocket;
import dev.patchbay.gateway.SnapshotBuilder;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events that the meter of connections receives. */
final class ConnectionMeterTest {

  /** Larger than the buffers of both sockets, so that it cannot be sent to a client at once. */
  private static final int LARGE_ANSWERS = 200;

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        LocalGateway.start()
            .deploy(
                SnapshotBuilder.selecting("$request.body.action")
                    .echoing("join")
                    .mock(
                        "large",
                        "{\"statusCode\": 200}",
                        Map.of("$default", "#foreach($i in [1..900])" + "x".repeat(100) + "#end"))
                    .route("large", "large", Map.of())
                    .twoWay("large"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private void assertClosed(CloseCause... causes) throws Exception {
    eventually("it is closed", () -> gateway.counted.closed.size() == causes.length);
    assertThat(gateway.counted.closed).containsExactly(causes);
  }

  @Test
  void framesOfAConnectionAreCountedAndItsEndIsTheClients() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client
          .send(RawWebSocket.PING, true, new byte[0])
          .send(RawWebSocket.TEXT, false, "{\"action\":".getBytes(UTF_8))
          .send(RawWebSocket.CONTINUATION, true, "\"join\"}".getBytes(UTF_8));
      client.next();
      client.next();
      assertThat(gateway.counted.opened).hasValue(1);
      assertThat(gateway.counted.received).hasValue(3);
      assertThat(gateway.counted.sent).hasValue(1);
      client.close(1000, "");
      client.next();
    }
    assertClosed(CloseCause.CLIENT);
  }

  @Test
  void aRefusedHandshakeIsNoConnection() throws Exception {
    gateway.removeStage();
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(403);
    }
    assertThat(gateway.counted.opened).hasValue(0);
  }

  @Test
  void theCausesOfGoingAwayAreToldApart() throws Exception {
    try (RawWebSocket idle = gateway.connect()) {
      gateway.clock.advanceMillis(600_001);
      idle.next();
    }
    assertClosed(CloseCause.IDLE);
    try (RawWebSocket gone = gateway.connect()) {
      gateway.removeStage();
      gone.send("x").next();
    }
    assertClosed(CloseCause.IDLE, CloseCause.STAGE_GONE);
  }

  @Test
  void aBinaryFrameAndALostConnectionHaveCauses() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send(RawWebSocket.BINARY, true, new byte[1]).next();
    }
    assertClosed(CloseCause.REFUSED_FRAME);
    gateway.connect().close();
    assertClosed(CloseCause.REFUSED_FRAME, CloseCause.LOST);
  }

  @Test
  void aClientThatDoesNotReadIsSlowUntilItHasRead() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      for (String text : Collections.nCopies(LARGE_ANSWERS, "{\"action\":\"large\"}")) {
        client.send(text);
      }
      eventually("it is slow", () -> gateway.counted.slow.get() == 1);
      assertThat(gateway.counted.waiting.get()).isPositive();
      for (int i = 0; i < LARGE_ANSWERS; i++) {
        client.next();
      }
      eventually("it has read", () -> gateway.counted.slow.get() == 0);
      eventually("nothing waits", () -> gateway.counted.waiting.get() == 0);
    }
  }

  @Test
  void aSlowClientThatLeavesIsSlowNoMore() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      for (String text : Collections.nCopies(LARGE_ANSWERS, "{\"action\":\"large\"}")) {
        client.send(text);
      }
      eventually("it is slow", () -> gateway.counted.slow.get() == 1);
    }
    gateway.disconnection();
    assertThat(gateway.counted.slow).hasValue(0);
    assertThat(gateway.counted.waiting).hasValue(0);
  }
}
