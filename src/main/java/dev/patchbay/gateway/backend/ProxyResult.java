package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Payload;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the result of a function behind a proxy integration. */
final class ProxyResult {

  private ProxyResult() {}

  /**
   * Reads a result.
   *
   * @throws IntegrationException where it is no object with a status code, or its body no text
   */
  static BackendReply of(String payload) {
    Map<String, Object> members;
    try {
      members = JsonReader.readAll(payload.getBytes(StandardCharsets.UTF_8));
    } catch (ServiceException e) {
      throw malformed("it is no JSON object");
    }
    return new BackendReply(statusCode(members), headers(members), body(members), null);
  }

  private static IntegrationException malformed(String reason) {
    return new IntegrationException(
        GatewayError.INTEGRATION_FAILED, "the result of the function is malformed: " + reason);
  }

  private static int statusCode(Map<String, Object> members) {
    Object value = members.get("statusCode");
    String text = value instanceof Long || value instanceof String ? value.toString() : "";
    if (!text.matches("[0-9]{3}")) {
      throw malformed("statusCode is no status");
    }
    return Integer.parseInt(text);
  }

  private static Payload body(Map<String, Object> members) {
    Object body = members.getOrDefault("body", "");
    if (!(body instanceof String text)) {
      throw malformed("body is no string");
    }
    if (Boolean.TRUE.equals(members.get("isBase64Encoded"))) {
      return Payload.ofBase64(text).orElseThrow(() -> malformed("body is not base64"));
    }
    return Payload.ofText(text);
  }

  private static Map<String, List<String>> headers(Map<String, Object> members) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (members.get("headers") instanceof Map<?, ?> single) {
      single.forEach(
          (name, value) -> headers.put(String.valueOf(name), List.of(String.valueOf(value))));
    }
    if (members.get("multiValueHeaders") instanceof Map<?, ?> multiple) {
      multiple.forEach(
          (name, values) -> {
            if (values instanceof List<?> list) {
              headers.put(String.valueOf(name), list.stream().map(String::valueOf).toList());
            }
          });
    }
    return headers;
  }
}
