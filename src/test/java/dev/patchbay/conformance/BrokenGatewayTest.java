package dev.patchbay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gateways that answer otherwise than AWS in one way: a case says so, and names the difference. */
@ExtendWith(RedisServerExtension.class)
final class BrokenGatewayTest {

  private final RedisServer redis;

  BrokenGatewayTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  /** Escapes name the bytes of frames; each change keeps the number of bytes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "handshakes.accepted             | upgrade: websocket   | upgradf: websocket   | 101        | upgradf",
        "handshakes.connect-refuses      | HTTP/1.1 403         | HTTP/1.1 401         | 401        | 403",
        "handshakes.unknown-stage        | \"Forbidden\"        | \"forbidden\"        | forbidden  | Forbidden",
        "messages.no-route               | \"message\": \"F     | \"message\" :\"F     | \" :\"F    | \"message\": \"Forbidden",
        "messages.named-route            | \\u0004send          | \\u0004sent          | sent       | send",
        "messages.unknown-action         | \\u0006others        | \\u0006nobody        | nobody     | others",
        "connections.post                | HTTP/1.1 200         | HTTP/1.1 202         | 202        | 200",
        "connections.post-of-too-much    | HTTP/1.1 413         | HTTP/1.1 400         | 400        | 413",
        "connections.unknown-identifier  | Invalid connectionId | Invalid ConnectionId | Connection | Invalid connectionId",
        "connections.delete              | Connection Closed    | connection closed    | connection | 1000 Connection Closed Normally",
        "connections.client-closes       | \\u0003\\u00e8probe  | \\u0003\\u00e9probe  | 1001       | 1000 probe-complete",
        "connections.binary              | Binary is not        | binary is not        | binary     | Binary is not supported",
        "connections.gone-after-the-client | HTTP/1.1 410       | HTTP/1.1 404         | 404        | 410 GoneException"
      })
  void aCaseNamesTheDifference(
      String caseName, String from, String to, String observed, String expected) throws Exception {
    CaseResult met = run(caseName, "", "");
    assertThat(met.expected()).as(met.toString()).isEmpty();
    CaseResult differs = run(caseName, bytes(from), bytes(to));
    assertThat(differs.verdict()).isEqualTo("differs");
    assertThat(differs.observed()).contains(observed);
    assertThat(differs.expected().orElse("")).contains(expected);
  }

  private static String bytes(String text) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        bytes.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        bytes.append(text.charAt(i));
      }
    }
    return bytes.toString();
  }

  private CaseResult run(String caseName, String from, String to) throws Exception {
    CaseTable table = CaseTable.read();
    List<ConformanceCase> cases =
        table.cases().stream().filter(each -> each.name().equals(caseName)).toList();
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of());
        ChangedBytes broken =
            ChangedBytes.of(
                server.gatewayAddress().orElseThrow(), bytes -> bytes.replace(from, to))) {
      return new ConformanceRun(
              new Endpoint(
                  server.address(), (request, body, service) -> request, millis -> {}, () -> 0),
              Optional.of(GatewayAddress.of(broken.address().toString())),
              ApiGatewayTypes.ALL,
              table,
              "us-east-1",
              "test")
          .run(cases, result -> {})
          .get(0);
    }
  }
}
