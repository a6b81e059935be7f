package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.access.AuthorizerPolicy;
import dev.patchbay.gateway.route.HttpAuthorizer;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answers of the functions of authorizers. */
final class FunctionDecision {

  private FunctionDecision() {}

  /**
   * Reads an answer.
   *
   * @param resource the ARN that the client asks for
   * @return what is known of the client; empty where it is not allowed
   * @throws RefusedException where the answer is no decision
   */
  static Optional<ApiCaller> of(HttpAuthorizer authorizer, String reply, String resource) {
    try {
      Map<String, Object> members = JsonReader.readAll(reply.getBytes(StandardCharsets.UTF_8));
      return isAllowed(authorizer, members, resource)
          ? Optional.of(ApiCaller.ofFunction(context(members), principalId(members)))
          : Optional.empty();
    } catch (ServiceException | IllegalArgumentException e) {
      throw broken("the authorizer answers no decision");
    }
  }

  private static boolean isAllowed(
      HttpAuthorizer authorizer, Map<String, Object> members, String resource) {
    if (!authorizer.isSimple()) {
      return AuthorizerPolicy.effect(members.get("policyDocument"), resource)
          == AuthorizerPolicy.Effect.ALLOWED;
    }
    if (members.get("isAuthorized") instanceof Boolean isAuthorized) {
      return isAuthorized;
    }
    throw broken("the authorizer answers no isAuthorized");
  }

  private static Optional<String> principalId(Map<String, Object> members) {
    return members.get("principalId") instanceof String id ? Optional.of(id) : Optional.empty();
  }

  private static Map<String, @Nullable Object> context(Map<String, Object> members) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    if (members.get("context") instanceof Map<?, ?> values) {
      values.forEach((name, value) -> context.put(String.valueOf(name), value));
    }
    return context;
  }

  /** The refusal of a request whose authorizer fails. */
  static RefusedException broken(String reason) {
    return new RefusedException(ApiAnswer.internal(reason));
  }
}
