package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    assertThat(exchangeAndCloseHalf(request)).startsWith("HTTP/1.1 201 ").contains("\"apiId\"");
  }

  @Test
  void aCallerThatClosesItsHalfWithoutARequestIsLetGo() throws IOException {
    assertThat(exchangeAndCloseHalf("")).isEmpty();
    assertThat(
            exchangeAndCloseHalf("POST /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"))
        .isEmpty();
  }

  /** All at once, for the service lets each caller read its answer for a second. */
  @Test
  void malformedChunksAreABadRequest() throws IOException {
    String head = "POST /v2/apis HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    Map<String, Socket> sent = new HashMap<>();
    try {
      for (String body :
          List.of("zz\r\n{}", "\r\n", "-2\r\n{}", "2\r\n{}xx0\r\n\r\n", "0x2\r\n{}")) {
        sent.put(body, send(head + body + "\r\n0\r\n\r\n"));
      }

      for (Map.Entry<String, Socket> each : sent.entrySet()) {
        assertThat(answer(each.getValue()))
            .as(each.getKey())
            .startsWith("HTTP/1.1 400 ")
            .contains("BadRequestException");
      }
    } finally {
      for (Socket socket : sent.values()) {
        socket.close();
      }
    }
  }

  private static String exchangeAndCloseHalf(String request) throws IOException {
    try (Socket socket = send(request)) {
      socket.shutdownOutput();
      return answer(socket);
    }
  }

  private static Socket send(String request) throws IOException {
    URI address = PATCHBAY.http().address();
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(WAIT_MILLIS_MAX);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  /** All that comes until the server ends the connection. */
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }
}
