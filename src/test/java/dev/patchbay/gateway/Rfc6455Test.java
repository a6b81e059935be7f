package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RawWebSocket.Frame;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.RouteEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of RFC 6455 in {@code rfc6455.txt}, which says how they are written. Each is sent
 * twice, a frame at once and a byte at once.
 */
final class Rfc6455Test {

  /** Longer scripts would take long byte by byte. */
  private static final int BYTES_ALONE_MAX = 2_000;

  private static LocalGateway gateway;

  /** A line of the file. */
  record Case(String section, String about, List<String> script, boolean byteByByte) {

    @Override
    public String toString() {
      return section + " " + about + (byteByByte ? ", byte by byte" : "");
    }

    boolean isShort() {
      return script.stream()
              .filter(word -> !word.startsWith(">"))
              .mapToInt(word -> frame(word).length)
              .sum()
          < BYTES_ALONE_MAX;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    gateway = LocalGateway.start().deploy(SnapshotBuilder.selecting("x").echoing("$default"));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  static Stream<Case> cases() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Rfc6455Test.class.getResourceAsStream("rfc6455.txt")),
                UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 3))
          .flatMap(
              cells -> {
                List<String> script = List.of(cells[2].split(" "));
                return Stream.of(false, true)
                    .map(alone -> new Case(cells[0], cells[1], script, alone));
              })
          .filter(each -> !each.byteByByte || each.isShort())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGatewayFollowsTheRfc(Case given) throws Exception {
    gateway.events.clear();
    try (RawWebSocket client = gateway.connect()) {
      int closed = 0;
      for (String word : given.script) {
        if (word.startsWith(">")) {
          closed = expect(word.substring(1), client, closed);
        } else {
          send(client, frame(word), given.byteByByte);
        }
      }
      if (closed == 0) {
        client.send("on");
        assertMessage("on".getBytes(UTF_8), client);
        closed = 1000;
        client.close(closed, "");
        assertThat(client.next().status().code()).isEqualTo(closed);
      }
      client.leave();
      assertThat(gateway.disconnection().closing().orElseThrow().code()).isEqualTo(closed);
      assertThat(gateway.events).isEmpty();
    }
  }

  /** Returns the code with which the connection ends, 0 while it goes on. */
  private static int expect(String word, RawWebSocket client, int closed) throws Exception {
    String kind = word.substring(0, word.indexOf(':'));
    String what = word.substring(kind.length() + 1);
    switch (kind) {
      case "m" -> assertMessage(payload(what), client);
      case "pong" -> {
        Frame pong = client.next();
        assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
        assertThat(pong.bytes().getBytes()).isEqualTo(payload(what));
      }
      case "close" -> {
        Frame frame = client.next();
        assertThat(frame.opcode()).isEqualTo(RawWebSocket.CLOSE);
        String[] status = what.split("/", 2);
        assertThat(frame.status().code()).isEqualTo(Integer.parseInt(status[0]));
        if (status.length > 1) {
          assertThat(frame.status().reason()).isEqualTo(status[1]);
        }
        return frame.status().code();
      }
      case "ended" -> {
        return Integer.parseInt(what);
      }
      default -> throw new IllegalArgumentException(word);
    }
    return closed;
  }

  private static void assertMessage(byte[] text, RawWebSocket client) throws Exception {
    Frame answer = client.next();
    assertThat(answer.opcode()).isEqualTo(RawWebSocket.TEXT);
    assertThat(answer.text()).isEqualTo("$default");
    RouteEvent event;
    do {
      event = Objects.requireNonNull(gateway.events.poll(20, TimeUnit.SECONDS));
    } while (event.type() == EventType.CONNECT);
    assertThat(event.body().getBytes(UTF_8)).isEqualTo(text);
  }

  /** A refused frame may end the connection before its last byte is sent. */
  private static void send(RawWebSocket client, byte[] bytes, boolean byteByByte)
      throws IOException {
    if (!byteByByte) {
      client.raw(bytes);
      return;
    }
    try {
      for (byte each : bytes) {
        client.raw(new byte[] {each});
      }
    } catch (SocketException ignored) {
      // The frame that says why has arrived.
    }
  }

  private static byte[] frame(String word) {
    String kind = word.substring(0, word.indexOf(':'));
    byte[] payload = payload(word.substring(kind.length() + 1));
    return switch (kind.charAt(0)) {
      case 'r' -> payload;
      case 'u' -> RawWebSocket.frame(HexFormat.fromHexDigits(kind, 1, 3), payload, false);
      default -> RawWebSocket.frame(HexFormat.fromHexDigits(kind), payload, true);
    };
  }

  private static byte[] payload(String text) {
    if (text.startsWith("'")) {
      return text.substring(1, text.length() - 1).getBytes(UTF_8);
    }
    int times = text.indexOf('*');
    return times < 0
        ? HexFormat.of().parseHex(text)
        : HexFormat.of()
            .parseHex(text.substring(times + 1).repeat(Integer.parseInt(text, 0, times, 10)));
  }
}
