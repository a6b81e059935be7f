package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.testkit.RawAnswer;
import dev.patchbay.testkit.RawExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/** Requests of HTTP to a gateway, in the bytes that a test asks for. */
final class HttpApiClient {

  private HttpApiClient() {}

  /** Sends a request to the usual host. */
  static RawAnswer get(int port, String target, String... headers) throws IOException {
    return send(port, "GET", target, "", headers);
  }

  /**
   * Sends a request.
   *
   * @param headers lines; without the header Host the address of the gateway is sent
   */
  static RawAnswer send(int port, String method, String target, String body, String... headers)
      throws IOException {
    boolean namesHost = Arrays.stream(headers).anyMatch(each -> each.startsWith("Host:"));
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        "%s %s HTTP/1.1\r\n%sContent-Length: %d\r\n%s\r\n"
            .formatted(
                method,
                target,
                namesHost ? "" : "Host: 127.0.0.1\r\n",
                bytes.length,
                String.join("", Arrays.stream(headers).map(each -> each + "\r\n").toList()));
    return RawExchange.first(
        URI.create("http://127.0.0.1:" + port),
        (head + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1));
  }
}
