package dev.patchbay.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reply of a backend and its context. Immutable: each method returns another reply. */
public final class Reply {

  private final Map<String, Object> reply;
  private final Map<String, Object> surroundings;

  private Reply(Map<String, Object> reply, Map<String, Object> surroundings) {
    this.reply = reply;
    this.surroundings = surroundings;
  }

  /** A reply with this status code and without a body. */
  public static Reply of(int statusCode) {
    return new Reply(Map.of("statusCode", statusCode), Map.of());
  }

  /** The error of a Lambda function. */
  public static Reply ofError(String errorMessage) {
    return new Reply(Map.of("errorMessage", errorMessage), Map.of());
  }

  /** The text of the body. */
  public Reply body(String text) {
    return new Reply(with(reply, "body", text), surroundings);
  }

  /** A body of JSON. */
  public Reply body(Map<String, ?> members) {
    return new Reply(with(reply, "body", members), surroundings);
  }

  /** A body in base64. */
  public Reply base64(String body) {
    return new Reply(with(with(reply, "body", body), "isBase64Encoded", true), surroundings);
  }

  /** A header with all its values; names are compared as they are written. */
  public Reply header(String name, String... values) {
    return new Reply(within(reply, "headers", name, List.of(values)), surroundings);
  }

  /** A member of {@code $context}: a text, a number, a boolean, a list or a map. */
  public Reply context(String name, Object value) {
    return new Reply(reply, within(surroundings, "context", name, value));
  }

  /** A stage variable. */
  public Reply stageVariable(String name, String value) {
    return new Reply(reply, within(surroundings, "stageVariables", name, value));
  }

  /** The message of the client that caused the reply. */
  public Reply request(String body) {
    return new Reply(reply, within(surroundings, "request", "body", body));
  }

  /** The values by the names of a case in a file. */
  Map<String, Object> values() {
    return with(surroundings, "reply", reply);
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return Collections.unmodifiableMap(more);
  }

  private static Map<String, Object> within(
      Map<String, Object> map, String member, String name, Object value) {
    Map<String, Object> inner = new LinkedHashMap<>();
    if (map.get(member) instanceof Map<?, ?> present) {
      present.forEach((each, kept) -> inner.put(String.valueOf(each), kept));
    }
    inner.put(name, value);
    return with(map, member, Collections.unmodifiableMap(inner));
  }
}
