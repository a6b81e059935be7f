package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.socket.ClientSocket;
import dev.patchbay.gateway.socket.GatewayLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that mean harm, beside one that does not. The profile faults has more of them. */
final class HostileClientsTest {

  private static final int CONNECTIONS = Integer.getInteger("hostile.connections", 200);
  private static final int FRAGMENTS = Integer.getInteger("hostile.fragments", 10_000);

  /** More than the buffers of both sides of a connection hold. */
  private static final long FLOOD_BYTES = 128L << 20;

  private static final int FRAME_BYTES = 32 * 1024;

  private LocalGateway gateway;
  private RawWebSocket client;
  private final List<RawWebSocket> hostile = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    gateway =
        LocalGateway.start(null, GatewayLimits.of(600_000, 7_200_000), 2 * CONNECTIONS + 10)
            .deploy(
                SnapshotBuilder.selecting("$request.body.action")
                    .echoing("$default")
                    .mock("m", "{\"statusCode\": 200}", Map.of("$default", "a".repeat(20_000)))
                    .route("large", "m", Map.of())
                    .twoWay("large"));
    client = gateway.connect();
  }

  @AfterEach
  void stop() throws Exception {
    for (RawWebSocket each : hostile) {
      each.close();
    }
    client.close();
    gateway.close();
  }

  private RawWebSocket hostile(RawWebSocket socket) {
    hostile.add(socket);
    return socket;
  }

  private void assertClientIsServed() throws Exception {
    client.send("hi");
    assertThat(client.next().text()).isEqualTo("$default");
  }

  @Test
  void connectionsThatNeverSpeakAreClosedInTime() throws Exception {
    for (int i = 0; i < CONNECTIONS; i++) {
      hostile(new RawWebSocket(gateway.port()));
    }
    // The gateway accepts connections in their order: it has accepted all before this one.
    gateway.connect().close();
    gateway.clock.advanceMillis(40_001);
    for (RawWebSocket each : hostile) {
      assertThat(each.isEnded()).isTrue();
    }
    assertClientIsServed();
  }

  @Test
  void webSocketsThatNeverSpeakAreClosedInTime() throws Exception {
    for (int i = 0; i < CONNECTIONS; i++) {
      assertThat(hostile(gateway.connect()).status()).isEqualTo(101);
    }
    assertClientIsServed();
    gateway.clock.advanceMillis(500_000);
    assertClientIsServed();
    gateway.clock.advanceMillis(100_001);
    for (RawWebSocket each : hostile) {
      assertThat(each.next().status()).isEqualTo(ClientSocket.GOING_AWAY);
    }
    assertClientIsServed();
  }

  @Test
  void aHandshakeThatNeverEndsIsClosedInTimeWhateverItSends() throws Exception {
    RawWebSocket slow = hostile(new RawWebSocket(gateway.port()));
    slow.raw(("GET " + LocalGateway.PATH + " HTTP/1.1\r\nHost: a\r\n").getBytes(UTF_8));
    for (int i = 0; i < 8; i++) {
      slow.raw(("X-" + i + ": a\r\n").getBytes(UTF_8));
      assertClientIsServed();
      gateway.clock.advanceMillis(5_001);
    }
    assertThat(slow.isEnded()).isTrue();
  }

  @Test
  void manyHandshakesAtOnceAreAcceptedOrToldThatTheyAreTooMany() throws Exception {
    byte[] request = RawWebSocket.handshake(LocalGateway.PATH);
    for (int i = 0; i < CONNECTIONS; i++) {
      hostile(new RawWebSocket(gateway.port())).raw(request);
    }
    assertClientIsServed();
    for (RawWebSocket each : hostile) {
      assertThat(each.readHead()).matches("(?s)HTTP/1.1 (101|429) .*");
    }
  }

  @Test
  void connectionsThatAreLeftAtOnceAreForgotten() throws Exception {
    byte[] request = RawWebSocket.handshake(LocalGateway.PATH);
    for (int i = 0; i < CONNECTIONS; i++) {
      try (RawWebSocket leaving = new RawWebSocket(gateway.port())) {
        leaving.raw(request);
      }
    }
    assertClientIsServed();
    gateway.events.clear();
    client.leave();
    assertThat(gateway.disconnection().closing().orElseThrow().code()).isEqualTo(1006);
    client = gateway.connect();
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void aMessageOfFragmentsOfOneByteIsRun() throws Exception {
    RawWebSocket slicing = hostile(gateway.connect());
    slicing.send(RawWebSocket.TEXT, false, new byte[] {'a'});
    for (int i = 0; i < FRAGMENTS; i++) {
      slicing.send(RawWebSocket.CONTINUATION, i + 1 == FRAGMENTS, new byte[] {'a'});
    }
    assertThat(slicing.next().text()).isEqualTo("$default");
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void aClientThatDoesNotReadPongsIsNotReadEither() throws Exception {
    assertIsHeldBack(RawWebSocket.frame(0x89, new byte[125], true), 125);
  }

  @Test
  void aClientThatDoesNotReadAnswersIsNotReadEither() throws Exception {
    String message = "{\"action\":\"large\", \"pad\":\"" + "a".repeat(8_000) + "\"}";
    assertIsHeldBack(RawWebSocket.frame(0x81, message.getBytes(UTF_8), true), 20_000);
  }

  /** Floods until no frame is taken for a while; later the client reads, and gets every answer. */
  private void assertIsHeldBack(byte[] frame, int answerBytes) throws Exception {
    RawWebSocket flooding = hostile(new RawWebSocket(gateway.port(), FRAME_BYTES));
    flooding.raw(RawWebSocket.handshake(LocalGateway.PATH)).readHead();
    AtomicLong sent = new AtomicLong();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread flood = new Thread(() -> flood(flooding, frame, sent, isOver));
    flood.start();
    long before;
    do {
      before = sent.get();
      for (int i = 0; i < 50; i++) {
        assertClientIsServed();
      }
    } while (before == 0 || sent.get() > before);
    isOver.set(true);
    assertThat(sent.get() * frame.length).isLessThan(FLOOD_BYTES);
    for (long read = 0; read < sent.get() || flood.isAlive(); ) {
      if (read < sent.get()) {
        assertThat(flooding.next().bytes().length()).isEqualTo(answerBytes);
        read++;
      } else {
        flood.join(1);
      }
    }
  }

  private static void flood(
      RawWebSocket flooding, byte[] frame, AtomicLong sent, AtomicBoolean isOver) {
    try {
      while (!isOver.get() && sent.get() * frame.length < FLOOD_BYTES) {
        flooding.raw(frame);
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void messagesThatNeverEndTakeBoundedMemory() throws Exception {
    byte[] part = new byte[FRAME_BYTES];
    for (int i = 0; i < 10; i++) {
      RawWebSocket holding = hostile(gateway.connect());
      for (int k = 0; k < 3; k++) {
        holding.send(k == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION, false, part);
      }
      holding.send(RawWebSocket.PING, true, new byte[0]);
      assertThat(holding.next().opcode()).isEqualTo(RawWebSocket.PONG);
    }
    RawWebSocket last = hostile(gateway.connect());
    last.send(RawWebSocket.TEXT, false, part).send(RawWebSocket.CONTINUATION, false, part);
    assertThat(last.next().status()).isEqualTo(new CloseStatus(1013, "Try again later"));
    for (RawWebSocket each : hostile) {
      each.leave();
    }
    eventually("no memory is held", () -> gateway.pending.held() == 0);
    assertClientIsServed();
  }

  @Test
  void aClientThatDoesNotAnswerACloseFrameIsDisconnected() throws Exception {
    RawWebSocket deaf = hostile(gateway.connect());
    gateway.events.clear();
    deaf.send(RawWebSocket.BINARY, true, new byte[1]);
    assertThat(deaf.next().status().code()).isEqualTo(1003);
    assertThat(deaf.isEnded()).isTrue();
    assertThat(gateway.disconnection().closing().orElseThrow().code()).isEqualTo(1003);
  }

  @Test
  void aConnectionWhoseClientHasClosedOneHalfEnds() throws Exception {
    RawWebSocket half = hostile(gateway.connect());
    gateway.events.clear();
    half.endOutput();
    assertThat(half.isEnded()).isTrue();
    assertThat(gateway.disconnection().closing().orElseThrow().code()).isEqualTo(1006);
  }
}
