package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a service to a call or to a handshake.
 *
 * @param headers values by name in small letters
 */
record Answer(int status, Map<String, List<String>> headers, String text) {

  private static final int REFUSED = 400;

  Answer {
    Map<String, List<String>> lower = new LinkedHashMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    headers = lower;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The members of the body; none where it is no JSON object. */
  Map<String, @Nullable Object> members() {
    try {
      return MemberChecks.mapOf(JsonReader.readValue(text.getBytes(UTF_8)));
    } catch (ServiceException e) {
      // An emulator may answer a page of HTML.
      return new LinkedHashMap<>();
    }
  }

  /** The type of the error as SDKs read it: the header first, without the text behind the name. */
  String errorType() {
    String type =
        headers.getOrDefault("x-amzn-errortype", List.of()).stream()
            .findFirst()
            .orElseGet(() -> Objects.toString(members().get("__type"), ""));
    return type.substring(type.indexOf('#') + 1).replaceFirst(":.*", "");
  }

  /** The text of the error. */
  String message() {
    Map<String, @Nullable Object> members = members();
    return Objects.toString(members.getOrDefault("message", members.get("Message")), "");
  }

  /** The status, and the error where it is one. */
  String summary() {
    if (status < REFUSED) {
      return String.valueOf(status);
    }
    String message = message();
    return status
        + (errorType().isEmpty() ? "" : " " + errorType())
        + (message.isEmpty() ? "" : ": " + message);
  }
}
