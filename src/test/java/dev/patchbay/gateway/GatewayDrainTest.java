package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.socket.ClientSocket;
import dev.patchbay.gateway.socket.CloseCause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway whose process is asked to stop. */
final class GatewayDrainTest {

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start().deploy(SnapshotBuilder.selecting("x").echoing("$default"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private void drain(int seconds) throws Exception {
    gateway.verticle.drain(seconds);
    eventually(
        "it takes no more clients",
        () -> {
          try (RawWebSocket late = gateway.connect()) {
            return late.status() == 503;
          }
        });
  }

  @Test
  void clientsAreSentAwayInTheCourseOfTheDelayAndTheirDisconnectionsRun() throws Exception {
    List<RawWebSocket> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(gateway.connect());
    }
    drain(100);
    gateway.clock.advanceMillis(50_000);
    eventually("some are closed", () -> !gateway.events.isEmpty());
    gateway.clock.advanceMillis(50_000);
    for (RawWebSocket client : clients) {
      CloseStatus status = client.next().status();
      assertThat(status).isEqualTo(ClientSocket.GOING_AWAY);
      client.close(status.code(), status.reason());
    }
    for (int i = 0; i < 20; i++) {
      assertThat(gateway.disconnection().closing()).contains(ClientSocket.GOING_AWAY);
    }
    assertThat(gateway.counted.closed).hasSizeGreaterThanOrEqualTo(20);
    assertThat(gateway.counted.closed.subList(0, 20)).containsOnly(CloseCause.DRAIN);
  }

  @Test
  void aClientIsServedUntilItsTurnComes() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      drain(100);
      client.send("hi");
      assertThat(client.next().text()).isEqualTo("$default");
    }
  }
}
