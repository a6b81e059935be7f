package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RawWebSocket.Frame;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.socket.GatewayLimits;
import dev.patchbay.model.Limit;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames and ends of connections. The codes are those of AWS's developer guide (Amazon API Gateway
 * quotas and important notes); the texts of 1000, 1001, 1003 and 1005 were recorded on AWS.
 */
final class GatewaySocketTest {

  /** Of a frame of 64 KiB and more: two bytes, eight of its length, four of its mask. */
  private static final int FRAME_HEAD_BYTES = 14;

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        LocalGateway.start()
            .deploy(
                SnapshotBuilder.selecting("$request.body.action")
                    .echoing("join")
                    .mock("quiet", "{\"statusCode\": 200}", Map.of())
                    .route("quiet", "quiet", Map.of()));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void anErrorHasTheIdentifiersOfItsEventAndTheSocketStaysOpen() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send("{\"action\":\"nope\"}").send("{\"action\":\"nope\"}");
      String first = client.next().text();
      String second = client.next().text();
      assertThat(first)
          .matches(
              "\\{\"message\": \"Forbidden\", \"connectionId\":\"[\\w-]{18}==\","
                  + " \"requestId\":\"[\\w-]{15}=\"}");
      assertThat(second).isNotEqualTo(first);
      assertThat(second.substring(0, 60)).isEqualTo(first.substring(0, 60));
      client.send("{\"action\":\"join\"}");
      assertThat(client.next().text()).isEqualTo("join");
    }
  }

  @Test
  void aOneWayRouteAnswersNothing() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send("{\"action\":\"quiet\"}").send("{\"action\":\"join\"}");
      assertThat(client.next().text()).isEqualTo("join");
    }
  }

  @Test
  void theFragmentsOfAMessageAreJoinedAroundAPing() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client
          .send(RawWebSocket.TEXT, false, "{\"action\":".getBytes(UTF_8))
          .send(RawWebSocket.PING, true, "p".getBytes(UTF_8))
          .send(RawWebSocket.CONTINUATION, false, new byte[0])
          .send(RawWebSocket.CONTINUATION, true, "\"join\"}".getBytes(UTF_8));
      Frame pong = client.next();
      assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
      assertThat(pong.text()).isEqualTo("p");
      assertThat(client.next().text()).isEqualTo("join");
    }
  }

  @Test
  void theMessagesOfAConnectionAreAnsweredInTheirOrder() throws Exception {
    gateway.deploy(
        SnapshotBuilder.selecting("$request.body.action").echoing("a", "b", "c", "$default"));
    try (RawWebSocket client = gateway.connect()) {
      for (int i = 0; i < 100; i++) {
        client.send("{\"action\":\"%s\"}".formatted((char) ('a' + i % 4)));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(client.next().text())
            .isEqualTo(i % 4 == 3 ? "$default" : "" + (char) ('a' + i % 4));
      }
    }
  }

  @Test
  void messagesThatWaitHoldTheClientBackAndAreNotLost() throws Exception {
    Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    try (LocalGateway held =
            LocalGateway.start(tasks::add, GatewayLimits.of(600_000, 7_200_000), 100)
                .deploy(SnapshotBuilder.selecting("x").echoing("$default"));
        RawWebSocket opening = new RawWebSocket(held.port())) {
      Thread runner = new Thread(() -> run(tasks, 1));
      runner.start();
      opening.request(
          "GET "
              + LocalGateway.PATH
              + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
      runner.join();
      for (int i = 0; i < 200; i++) {
        opening.send("m" + i + "x".repeat(2_048)); // Shorter ones may run on the event loop.
      }
      eventually("one runs", () -> tasks.size() == 1);
      Thread all = new Thread(() -> run(tasks, 200));
      all.start();
      for (int i = 0; i < 200; i++) {
        assertThat(opening.next().text()).isEqualTo("$default");
      }
      all.join();
    }
  }

  private static void run(Queue<Runnable> tasks, int count) {
    for (int done = 0; done < count; ) {
      Runnable task = tasks.poll();
      if (task == null) {
        Thread.onSpinWait();
      } else {
        task.run();
        done++;
      }
    }
  }

  @Test
  void aBinaryFrameClosesWith1003() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send(RawWebSocket.BINARY, true, new byte[18]);
      assertEnd(client, new CloseStatus(1003, "Binary is not supported"));
    }
  }

  @Test
  void aLongFrameClosesWith1009() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send("x".repeat(131_073));
      assertEnd(client, new CloseStatus(1009, "Message too long"));
    }
  }

  @Test
  void aFrameThatIsTooLongToBeDecodedClosesWith1009() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      // Its length is refused before its text arrives, which the client could not write to its end.
      byte[] frame = RawWebSocket.frame(0x81, new byte[300_000], true);
      client.raw(Arrays.copyOf(frame, FRAME_HEAD_BYTES));
      assertThat(client.next().status().code()).isEqualTo(1009);
      assertThat(gateway.disconnection().closing().orElseThrow().code()).isEqualTo(1009);
    }
  }

  @Test
  void anAnswerThatIsTooLongClosesWith1009() throws Exception {
    int largest = Limit.EVALUATION_OUTPUT.intValue();
    gateway.deploy(answering(""));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.send("{\"action\":\"join\"}").next().text()).hasSize(largest);
      gateway.deploy(answering(" x"));
      client.send("{\"action\":\"join\"}");
      assertEnd(client, new CloseStatus(1009, "Message too long"));
    }
  }

  /** Answers 128 KiB, and a rest. */
  private static SnapshotBuilder answering(String rest) {
    String template = "#foreach($i in [1..128])%s#end%s";
    return SnapshotBuilder.selecting("$request.body.action")
        .mock(
            "long",
            "{\"statusCode\": 200}",
            Map.of("$default", template.formatted("x".repeat(1_024), rest)))
        .route("$default", "long", Map.of())
        .twoWay("$default");
  }

  @Test
  void aMessageOfTheLargestSizeIsRun() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      byte[] part = " ".repeat(32 * 1024).getBytes(UTF_8);
      client
          .send(RawWebSocket.TEXT, false, part)
          .send(RawWebSocket.CONTINUATION, false, part)
          .send(RawWebSocket.CONTINUATION, false, part)
          .send(
              RawWebSocket.CONTINUATION,
              true,
              (" ".repeat(32 * 1024 - 17) + "{\"action\":\"join\"}").getBytes(UTF_8));
      assertThat(client.next().text()).isEqualTo("join");
    }
  }

  @Test
  void textThatIsNotUtf8ClosesWith1007() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send(RawWebSocket.TEXT, true, new byte[] {'a', (byte) 0xff});
      assertEnd(client, new CloseStatus(1007, "Text is not UTF-8"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unmasked",
        "reserved bit",
        "reserved opcode",
        "fragmented ping",
        "short close",
        "bad close"
      })
  void aProtocolErrorClosesWith1002(String error) throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      switch (error) {
        case "unmasked" -> client.raw(new byte[] {(byte) 0x81, 1, 'a'});
        case "reserved bit" -> client.raw(new byte[] {(byte) 0xc1, (byte) 0x80, 0, 0, 0, 0});
        case "reserved opcode" -> client.raw(new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0});
        case "short close" -> client.send(RawWebSocket.CLOSE, true, new byte[1]);
        case "bad close" -> client.close(999, "");
        default -> client.raw(new byte[] {0x09, (byte) 0x80, 0, 0, 0, 0});
      }
      assertThat(client.next().status().code()).isEqualTo(1002);
      assertThat(gateway.disconnection().closing().orElseThrow().code()).isEqualTo(1002);
    }
  }

  /** The first was recorded on AWS; a browser sends the second. */
  @ParameterizedTest
  @CsvSource({"1000, probe-complete", "1001, ''", "4321, of the application"})
  void aCloseFrameIsEchoed(int code, String reason) throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.close(code, reason);
      assertThat(client.next().status()).isEqualTo(new CloseStatus(code, reason));
      assertThat(gateway.disconnection().closing()).contains(new CloseStatus(code, reason));
    }
  }

  @Test
  void aCloseFrameWithoutACodeIs1005() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      client.send(RawWebSocket.CLOSE, true, new byte[0]);
      assertThat(client.next().opcode()).isEqualTo(RawWebSocket.CLOSE);
      assertThat(gateway.disconnection().closing())
          .contains(new CloseStatus(1005, "Client-side close frame status not set"));
    }
  }

  @Test
  void aLostConnectionIs1006() throws Exception {
    gateway.connect().close();
    assertThat(gateway.disconnection().closing())
        .contains(new CloseStatus(1006, "Connection closed abnormally"));
  }

  @Test
  void anIdleConnectionClosesWith1001() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      gateway.clock.advanceMillis(600_001);
      assertEnd(client, new CloseStatus(1001, "Going away"));
    }
  }

  @Test
  void aFrameOfEitherSideBeginsTheIdleTimeAgain() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      gateway.clock.advanceMillis(599_000);
      client.send(RawWebSocket.PING, true, new byte[0]);
      assertThat(client.next().opcode()).isEqualTo(RawWebSocket.PONG);
      gateway.clock.advanceMillis(599_000);
      client.send("{\"action\":\"join\"}");
      assertThat(client.next().text()).isEqualTo("join");
      gateway.clock.advanceMillis(600_001);
      assertEnd(client, new CloseStatus(1001, "Going away"));
    }
  }

  @Test
  void aConnectionClosesAfterTwoHoursWhateverItSends() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      for (int minutes = 0; minutes < 120; minutes += 8) {
        gateway.clock.advanceMillis(8 * 60_000);
        client.send(RawWebSocket.PING, true, new byte[0]);
        assertThat(client.next().opcode()).isEqualTo(RawWebSocket.PONG);
      }
      gateway.clock.advanceMillis(1);
      assertEnd(client, new CloseStatus(1001, "Going away"));
    }
  }

  @Test
  void aConnectionOfAStageThatIsGoneCloses() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      gateway.removeStage();
      client.send("{\"action\":\"join\"}");
      assertThat(client.next().status()).isEqualTo(new CloseStatus(1001, "Going away"));
    }
  }

  /** Recorded on AWS. */
  @Test
  void anOpenConnectionSeesTheStageVariablesOfNow() throws Exception {
    SnapshotBuilder api =
        SnapshotBuilder.selecting("x")
            .mock("m", "{\"statusCode\": 200}", Map.of("$default", "$stageVariables.color"))
            .route("$default", "m", Map.of())
            .twoWay("$default");
    gateway.deploy(api);
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.send("a").next().text()).isEqualTo("blue");
      gateway.deploy(api.stage("stageVariables", Map.of("color", "red")));
      assertThat(client.send("b").next().text()).isEqualTo("red");
    }
  }

  @Test
  void anOpenConnectionFollowsADeployment() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      gateway.deploy(SnapshotBuilder.selecting("$request.body.action").echoing("changed"));
      client.send("{\"action\":\"changed\"}");
      assertThat(client.next().text()).isEqualTo("changed");
    }
  }

  @Test
  void aStopClosesConnectionsAndRunsTheirDisconnections() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      Thread stopping =
          new Thread(
              () -> {
                try {
                  gateway.stop();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      stopping.start();
      CloseStatus status = client.next().status();
      assertThat(status).isEqualTo(new CloseStatus(1001, "Going away"));
      client.close(status.code(), status.reason());
      stopping.join();
      assertThat(gateway.disconnection().closing()).contains(status);
    }
  }

  private void assertEnd(RawWebSocket client, CloseStatus expected) throws Exception {
    assertThat(client.next().status()).isEqualTo(expected);
    client.close(expected.code(), expected.reason());
    assertThat(gateway.disconnection().closing()).contains(expected);
  }
}
