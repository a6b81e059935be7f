package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requirements of RFC 6455, section 4, for the request of a client. */
final class OpeningHandshakeTest {

  private static LocalGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = LocalGateway.start().deploy(SnapshotBuilder.selecting("x").echoing("$default"));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  /** Changes one line of a good request; {@code -} leaves it out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # request line, or nothing       | header         | its value                              | status
          GET PATH HTTP/1.1                | Host           | a                                      | 101
          GET PATH HTTP/1.1                | Connection     | upgrade                                | 101
          GET PATH HTTP/1.1                | Connection     | UPGRADE                                | 101
          GET PATH HTTP/1.1                | Connection     | keep-alive, Upgrade                    | 101
          GET PATH HTTP/1.1                | Connection     | Upgrade,keep-alive                     | 101
          GET PATH HTTP/1.1                | Connection     | keep-alive                             | 403
          GET PATH HTTP/1.1                | Connection     | close                                  | 403
          GET PATH HTTP/1.1                | Connection     | -                                      | 403
          GET PATH HTTP/1.1                | Upgrade        | WebSocket                              | 101
          GET PATH HTTP/1.1                | Upgrade        | WEBSOCKET                              | 101
          GET PATH HTTP/1.1                | Upgrade        | h2c                                    | 403
          GET PATH HTTP/1.1                | Upgrade        | -                                      | 403
          GET PATH HTTP/1.1                | Sec-WebSocket-Key     | AAAAAAAAAAAAAAAAAAAAAA==        | 101
          GET PATH HTTP/1.1                | Sec-WebSocket-Key     | dGhlIHNhbXBsZSBub25jZQ          | 403
          GET PATH HTTP/1.1                | Sec-WebSocket-Key     | dGhlIHNhbXBsZQ==                | 403
          GET PATH HTTP/1.1                | Sec-WebSocket-Key     | dGhlIHNhbXBsZSBub25jZSB0b28=    | 403
          GET PATH HTTP/1.1                | Sec-WebSocket-Key     | not base64 at all, no!==        | 403
          GET PATH HTTP/1.1                | Sec-WebSocket-Key     | -                               | 403
          GET PATH HTTP/1.1                | Sec-WebSocket-Version | 13                              | 101
          GET PATH HTTP/1.1                | Sec-WebSocket-Version | 8                               | 426
          GET PATH HTTP/1.1                | Sec-WebSocket-Version | 0                               | 426
          GET PATH HTTP/1.1                | Sec-WebSocket-Version | 256                             | 426
          GET PATH HTTP/1.1                | Sec-WebSocket-Version | x                               | 426
          GET PATH HTTP/1.1                | Sec-WebSocket-Version | -                               | 426
          GET PATH HTTP/1.1                | Sec-WebSocket-Protocol | p1                             | 101
          GET PATH HTTP/1.1                | Sec-WebSocket-Protocol | a b, @,                        | 101
          GET PATH HTTP/1.1                | Sec-WebSocket-Extensions | permessage-deflate           | 101
          GET PATH HTTP/1.1                | Sec-WebSocket-Extensions | x-unknown; a=1; b            | 101
          GET PATH HTTP/1.1                | Origin         | http://example.org                     | 101
          POST PATH HTTP/1.1               | Host           | a                                      | 403
          PUT PATH HTTP/1.1                | Host           | a                                      | 403
          GET PATH HTTP/1.0                | Host           | a                                      | 403
          GET PATH?a=b HTTP/1.1            | Host           | a                                      | 101
          GET /other HTTP/1.1              | Host           | a                                      | 403
          """)
  void aHandshakeIsAnsweredAsTheRfcSays(String line, String header, String value, int status)
      throws Exception {
    StringBuilder request = new StringBuilder(line.replace("PATH", LocalGateway.PATH) + "\r\n");
    for (String good :
        new String[] {
          "Host: a",
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13"
        }) {
      if (!good.startsWith(header + ":")) {
        request.append(good).append("\r\n");
      }
    }
    if (!value.equals("-")) {
      request.append(header).append(": ").append(value).append("\r\n");
    }
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request(request + "\r\n");
      assertThat(client.status()).isEqualTo(status);
      assertThat(client.head()).doesNotContainIgnoringCase("sec-websocket-extensions");
      assertThat(client.head()).doesNotContainIgnoringCase("sec-websocket-protocol");
      if (status == 101) {
        client.send("hi");
        assertThat(client.next().text()).isEqualTo("$default");
      } else if (status == 426) {
        assertThat(client.head()).containsIgnoringCase("sec-websocket-version: 13");
      }
    }
  }
}
