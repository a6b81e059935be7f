package dev.patchbay.gateway.httpapi;

import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a function returns. Functions may write any of its members. */
final class FunctionAnswer {

  private static final String CONTENT_TYPE = "Content-Type";

  /** The type of a body whose function names none. */
  private static final String TEXT = "text/plain; charset=utf-8";

  /** The gateway writes these itself. */
  private static final Set<String> NOT_COPIED = Set.of("content-length", "date");

  private FunctionAnswer() {}

  /**
   * Reads a result.
   *
   * @param isFirst whether the format is 1.0, which infers nothing
   * @throws IllegalArgumentException where it is not of the format
   */
  static ApiAnswer of(String payload, boolean isFirst) {
    @Nullable Object value = value(payload);
    if (value instanceof Map<?, ?> members && members.get("statusCode") != null) {
      return stated(members, isFirst);
    }
    if (isFirst) {
      throw new IllegalArgumentException("it has no statusCode");
    }
    return ApiAnswer.of(
        200,
        HttpHeaders.headers().set(CONTENT_TYPE, "application/json"),
        Buffer.buffer(value instanceof String text ? text : payload));
  }

  /** Reads any value of JSON with the reader of objects. */
  private static @Nullable Object value(String payload) {
    try {
      Map<String, @Nullable Object> read = JsonReader.readDocument("{\"value\":" + payload + "}");
      if (read.size() == 1) {
        return read.get("value");
      }
    } catch (ServiceException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
    throw new IllegalArgumentException("it is no JSON");
  }

  private static ApiAnswer stated(Map<?, ?> members, boolean isFirst) {
    MultiMap headers = HttpHeaders.headers();
    if (members.get("headers") instanceof Map<?, ?> single) {
      single.forEach((name, value) -> set(String.valueOf(name), List.of(text(value)), headers));
    }
    if (isFirst && members.get("multiValueHeaders") instanceof Map<?, ?> multiple) {
      multiple.forEach((name, values) -> set(String.valueOf(name), texts(values), headers));
    }
    if (!isFirst && members.get("cookies") instanceof List<?> cookies) {
      headers.remove("Set-Cookie");
      texts(cookies).forEach(cookie -> AnswerHeaders.add("Set-Cookie", cookie, headers));
    }
    if (!headers.contains(CONTENT_TYPE)) {
      headers.set(CONTENT_TYPE, TEXT);
    }
    return ApiAnswer.of(status(members.get("statusCode")), headers, body(members));
  }

  private static void set(String name, List<String> values, MultiMap headers) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!ConnectionHeaders.ALWAYS.contains(lower) && !NOT_COPIED.contains(lower)) {
      headers.remove(name);
      values.forEach(value -> AnswerHeaders.add(name, value, headers));
    }
  }

  private static List<String> texts(@Nullable Object values) {
    return values instanceof List<?> list
        ? list.stream().map(FunctionAnswer::text).toList()
        : List.of(text(values));
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  private static int status(@Nullable Object value) {
    String text = value instanceof Long || value instanceof String ? value.toString() : "";
    if (!text.matches("[2-5][0-9]{2}")) {
      throw new IllegalArgumentException("statusCode is no status");
    }
    return Integer.parseInt(text);
  }

  private static Buffer body(Map<?, ?> members) {
    Object body = members.get("body");
    if (body != null && !(body instanceof String)) {
      throw new IllegalArgumentException("body is no string");
    }
    String text = body == null ? "" : (String) body;
    return Boolean.TRUE.equals(members.get("isBase64Encoded"))
        ? Buffer.buffer(Base64.getDecoder().decode(text))
        : Buffer.buffer(text);
  }
}
