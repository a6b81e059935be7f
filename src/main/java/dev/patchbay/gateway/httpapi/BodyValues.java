package dev.patchbay.gateway.httpapi;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values in a body of JSON by paths of names and indices. */
final class BodyValues {

  private static final int BYTES_MAX = Limit.HTTP_API_MAPPED_BODY.intValue();

  private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})]");

  private final Buffer body;
  private @Nullable Map<String, Object> members;

  BodyValues(Buffer body) {
    this.body = body;
  }

  /**
   * Finds a value.
   *
   * @param path such as {@code .a.b[0]}; the empty one is the body
   */
  Optional<String> find(String path) {
    if (path.isEmpty()) {
      return Optional.of(body.toString(StandardCharsets.UTF_8));
    }
    @Nullable Object value = members();
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (step.find(end) && step.start() == end) {
      value = next(value, step.group(1), step.group(2));
      end = step.end();
    }
    return end < path.length() || value == null || value instanceof Map || value instanceof List
        ? Optional.empty()
        : Optional.of(value.toString());
  }

  private static @Nullable Object next(
      @Nullable Object value, @Nullable String name, @Nullable String index) {
    if (name != null) {
      return value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    int at = Integer.parseInt(String.valueOf(index));
    return value instanceof List<?> list && at < list.size() ? list.get(at) : null;
  }

  /** The body is read once; one that is no JSON object has no members. */
  private Map<String, Object> members() {
    Map<String, Object> known = members;
    if (known == null) {
      known = read();
      members = known;
    }
    return known;
  }

  private Map<String, Object> read() {
    try {
      return body.length() > BYTES_MAX ? Map.of() : JsonReader.readAll(body.getBytes());
    } catch (ServiceException e) {
      return Map.of();
    }
  }
}
