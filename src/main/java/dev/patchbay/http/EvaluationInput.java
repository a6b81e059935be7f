package dev.patchbay.http;

import static java.util.stream.Collectors.toMap;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.Payload;
import dev.patchbay.model.ServiceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request of an evaluation.
 *
 * @param changes members by the identifier of an integration response, in their order
 */
record EvaluationInput(
    BackendReply reply, EvaluationContext context, Map<String, Map<String, Object>> changes) {

  /**
   * Reads a request.
   *
   * @param members valid against their schema
   * @throws ServiceException BAD_REQUEST where the body of the reply is declared as base64 and is
   *     not
   */
  static EvaluationInput of(Map<String, Object> members) {
    Map<String, Object> request = map(members.get("request"));
    Map<String, Map<String, String>> parameters =
        Stream.of("path", "querystring", "header")
            .collect(toMap(kind -> kind, kind -> texts(request.get(kind))));
    EvaluationContext context =
        new EvaluationContext(
            map(members.get("context")),
            texts(members.get("stageVariables")),
            text(request, "body"),
            parameters);
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    map(members.get("changes")).forEach((name, change) -> changes.put(name, map(change)));
    return new EvaluationInput(
        reply(map(members.get("reply"))), context, Collections.unmodifiableMap(changes));
  }

  private static BackendReply reply(Map<String, Object> reply) {
    Object statusCode = reply.get("statusCode");
    Map<String, List<String>> headers = new LinkedHashMap<>();
    map(reply.get("headers")).forEach((name, value) -> headers.put(name, values(value)));
    return new BackendReply(
        statusCode instanceof Long given
            ? Math.toIntExact(given)
            : BackendReply.STATUS_CODE_DEFAULT,
        headers,
        payload(text(reply, "body"), Boolean.TRUE.equals(reply.get("isBase64Encoded"))),
        (String) reply.get("errorMessage"));
  }

  private static Payload payload(String body, boolean base64) {
    if (!base64) {
      return Payload.ofText(body);
    }
    return Payload.ofBase64(body)
        .orElseThrow(
            () ->
                ServiceException.invalid(
                    "reply.body", body, "base64, because isBase64Encoded is true"));
  }

  private static List<String> values(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static String text(Map<String, Object> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(value).forEach((name, text) -> texts.put(name, String.valueOf(text)));
    return texts;
  }

  /** Returns a map in its order, without null values; an empty one for an absent map. */
  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> present = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, each) -> {
            if (each != null) {
              present.put(String.valueOf(name), each);
            }
          });
    }
    return present;
  }
}
