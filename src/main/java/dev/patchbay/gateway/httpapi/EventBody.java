package dev.patchbay.gateway.httpapi;

import dev.patchbay.evaluation.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The body of a request in the event of a function.
 *
 * @param text the body itself, or its base64
 */
record EventBody(String text, boolean isBase64) {

  /** The types whose bodies AWS passes on as text. */
  private static final Pattern TEXTS =
      Pattern.compile(
          "(?:text/.*|application/(?:json|xml|javascript|.*\\+json|.*\\+xml)) *(?:;.*)?");

  /** A body without a type is text where it is UTF-8. */
  static EventBody of(ApiRequest request) {
    Payload body = Payload.ofBytes(request.body().getBytes());
    Map<String, List<String>> headers = request.parameters().headers();
    String type = headers.getOrDefault("Content-Type", List.of("text/plain")).get(0);
    boolean isText = TEXTS.matcher(type.toLowerCase(Locale.ROOT)).matches() && body.isUtf8();
    return new EventBody(isText ? body.text() : body.base64(), !isText && !body.isEmpty());
  }

  boolean isEmpty() {
    return text.isEmpty();
  }
}
