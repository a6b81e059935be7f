package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** The frames of clients of the gateway, and the API that answers them. */
final class Messages {

  /** Of the JSON in a frame. */
  static final int BYTES = 200;

  /** Masks nothing, so that a server still has to apply it. */
  private static final byte[] MASK = new byte[4];

  private static final String STATUS = "{\"statusCode\": 200}";

  private static final String STATUS_OF_MESSAGE =
      """
      #set($message = $input.path('$'))
      {"statusCode": #if($message.action == "chat")200#{else}400#end,
       "text": "$util.escapeJavaScript($message.text)"}""";

  private static final String ANSWER =
      """
      {"type": "answer", "connection": "$context.connectionId", "request": "$context.requestId",
       "route": "$context.routeKey", "at": $context.requestTimeEpoch, "stage": "$context.stage"}""";

  private static final String CALL =
      """
      #set($message = $input.path('$'))
      {"room": "$message.room", "user": "$message.user", "action": "$message.action",
       "text": "$util.escapeJavaScript($message.text)"}""";

  private static final String REPLY =
      """
      #set($reply = $input.path('$'))
      {"type": "answer", "connection": "$context.connectionId", "room": "$reply.room",
       "user": "$reply.user", "text": "$util.escapeJavaScript($reply.text)"}""";

  private Messages() {}

  /** Returns the templates of a set: of the request and of the response, which may be empty. */
  private static Map.Entry<String, String> templates(String set) {
    return switch (set) {
      case "messages" -> Map.entry(STATUS, "");
      case "messages-response" -> Map.entry(STATUS, ANSWER);
      case "messages-both" -> Map.entry(STATUS_OF_MESSAGE, ANSWER);
      case "messages-http" -> Map.entry(CALL, REPLY);
      case "messages-proxy-http" -> Map.entry("", "");
      default -> throw new IllegalArgumentException(set);
    };
  }

  static byte[] integration(String set, int backend) {
    JsonObject body =
        switch (set) {
          case "messages-proxy-http" -> http("HTTP_PROXY", backend);
          case "messages-http" -> http("HTTP", backend);
          default -> new JsonObject().put("integrationType", "MOCK");
        };
    String template = templates(set).getKey();
    if (!template.isEmpty()) {
      body.put("templateSelectionExpression", "200")
          .put("requestTemplates", new JsonObject().put("200", template));
    }
    return body.toBuffer().getBytes();
  }

  private static JsonObject http(String type, int backend) {
    return new JsonObject()
        .put("integrationType", type)
        .put("integrationMethod", "POST")
        .put("integrationUri", "http://127.0.0.1:" + backend + "/");
  }

  static byte[] response(String set) {
    String template = templates(set).getValue();
    JsonObject body = new JsonObject().put("integrationResponseKey", "$default");
    if (!template.isEmpty()) {
      body.put("responseTemplates", new JsonObject().put("$default", template));
    }
    return body.toBuffer().getBytes();
  }

  static byte[] handshake(String path) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
        .getBytes(US_ASCII);
  }

  /** A frame with a message of {@value #BYTES} bytes. */
  static byte[] frame(int number) {
    String begin =
        "{\"action\":\"chat\",\"room\":\"room-%05d\",\"user\":\"ada\",\"text\":\""
            .formatted(number % 100_000);
    String text = begin + "t".repeat(BYTES - begin.length() - 2) + "\"}";
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | 126);
    frame.write(BYTES >> 8);
    frame.write(BYTES);
    frame.writeBytes(MASK);
    frame.writeBytes(text.getBytes(UTF_8));
    return frame.toByteArray();
  }
}
