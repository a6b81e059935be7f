package dev.patchbay.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the backend of an integration.
 *
 * @param headers values by name as the backend writes it; lookups are case-sensitive
 * @param errorMessage the error message of a Lambda function; null takes it from the body
 */
public record BackendReply(
    int statusCode,
    Map<String, List<String>> headers,
    Payload body,
    @Nullable String errorMessage) {

  /** The status code of a backend that does not name one, as AWS's backends answer then. */
  public static final int STATUS_CODE_DEFAULT = 200;

  public BackendReply {
    headers = Map.copyOf(headers);
  }

  public static BackendReply of(int statusCode, String body) {
    return new BackendReply(statusCode, Map.of(), Payload.ofText(body), null);
  }

  /** The last value of a header. */
  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of a header, joined by commas. */
  Optional<String> headerValues(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }
}
