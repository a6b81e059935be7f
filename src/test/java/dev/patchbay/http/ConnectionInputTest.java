package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionInputTest {

  private static final int WAIT_MILLIS_MAX = 30_000;

  private static final String API =
      "{\"name\":\"n\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$r\"}";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  @Test
  void aCallerThatClosesItsHalfIsAnswered() throws IOException {
    String request =
        "POST /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Length: " + API.length() + "\r\n\r\n" + API;

    assertThat(exchange(request, true)).startsWith("HTTP/1.1 201 ").contains("\"apiId\"");
  }

  @Test
  void aCallerThatClosesItsHalfWithoutARequestIsLetGo() throws IOException {
    assertThat(exchange("", true)).isEmpty();
    assertThat(exchange("POST /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{", true))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n{}", "\r\n", "-2\r\n{}", "2\r\n{}xx0\r\n\r\n", "0x2\r\n{}"})
  void malformedChunksAreABadRequest(String body) throws IOException {
    String head = "POST /v2/apis HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThat(exchange(head + body + "\r\n0\r\n\r\n", false))
        .startsWith("HTTP/1.1 400 ")
        .contains("BadRequestException");
  }

  /** All that comes until the server ends the connection. */
  private static String exchange(String request, boolean half) throws IOException {
    URI address = PATCHBAY.http().address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(WAIT_MILLIS_MAX);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      if (half) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
