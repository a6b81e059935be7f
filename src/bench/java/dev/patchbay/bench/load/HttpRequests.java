package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Requests as they go over the wire.
 *
 * @param port of the server, for Host
 * @param signer empty where requests are not signed
 */
record HttpRequests(int port, Optional<RequestSigner> signer) {

  byte[] get(String target) {
    return request("GET", target, new byte[0]);
  }

  byte[] delete(String target) {
    return request("DELETE", target, new byte[0]);
  }

  byte[] patch(String target, byte[] body) {
    return request("PATCH", target, body);
  }

  byte[] post(String target, byte[] body) {
    return request("POST", target, body);
  }

  private byte[] request(String method, String target, byte[] body) {
    String host = "127.0.0.1:" + port;
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    if (body.length > 0) {
      head.append("Content-Type: application/json\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    Map<String, String> signature =
        signer.map(each -> each.headers(method, host, target, body)).orElse(Map.of());
    signature.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length + 2);
    bytes.writeBytes(head.append("\r\n").toString().getBytes(US_ASCII));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
