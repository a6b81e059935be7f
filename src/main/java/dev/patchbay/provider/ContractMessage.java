package dev.patchbay.provider;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message of a contract: the frame that a client of the WebSocket API receives.
 *
 * @param text the text frame
 * @param metadata {@code contentType}; where they are known {@code integrationResponseKey} and
 *     {@code error}, the kind of the error for which the frame stands
 */
public record ContractMessage(String text, Map<String, Object> metadata) {

  /**
   * A frame that begins with a brace or a bracket is JSON, so that contracts can match its members.
   */
  static ContractMessage of(String text, Optional<String> key, Optional<String> error) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    String begin = text.stripLeading();
    boolean isJson = begin.startsWith("{") || begin.startsWith("[");
    metadata.put("contentType", isJson ? "application/json" : "text/plain");
    key.ifPresent(each -> metadata.put("integrationResponseKey", each));
    error.ifPresent(each -> metadata.put("error", each));
    return new ContractMessage(text, metadata);
  }

  String contentType() {
    return String.valueOf(metadata.get("contentType"));
  }

  /** The text in UTF-8. */
  public byte[] contents() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
