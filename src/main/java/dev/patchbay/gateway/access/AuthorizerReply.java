package dev.patchbay.gateway.access;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The well-formed answer of an authorizer.
 *
 * @param members the members of {@code $context.authorizer}
 * @param usageIdentifierKey the API key of the client
 */
public record AuthorizerReply(
    AuthorizerPolicy.Effect effect,
    Map<String, String> members,
    Optional<String> usageIdentifierKey) {

  public static final int BYTES_MAX = Limit.AUTHORIZER_ANSWER.intValue();

  private static final String MALFORMED = "the authorizer answers no policy";

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException where it is none
   */
  static AuthorizerReply of(String payload, String resource) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException("the authorizer answers more than 8 KB");
    }
    Object reply;
    try {
      reply = JsonReader.readValue(bytes);
    } catch (ServiceException e) {
      throw new IllegalArgumentException(MALFORMED, e);
    }
    if (!(reply instanceof Map<?, ?> answer)) {
      throw new IllegalArgumentException(MALFORMED);
    }
    Map<String, String> members = new LinkedHashMap<>();
    add("principalId", answer.get("principalId"), members);
    Object context = answer.get("context");
    if (context instanceof Map<?, ?> values) {
      values.forEach((name, value) -> add(String.valueOf(name), value, members));
    } else if (context != null) {
      throw new IllegalArgumentException("the context of the authorizer is no object");
    }
    return new AuthorizerReply(
        AuthorizerPolicy.effect(answer.get("policyDocument"), resource),
        members,
        answer.get("usageIdentifierKey") instanceof String key
            ? Optional.of(key)
            : Optional.empty());
  }

  private static void add(String name, @Nullable Object value, Map<String, String> members) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw new IllegalArgumentException("the authorizer answers an object or a list as " + name);
    }
    if (value != null) {
      members.put(name, value.toString());
    }
  }

  /** Leaves the API key and the members out. */
  @Override
  public String toString() {
    return "AuthorizerReply[" + effect + "]";
  }
}
