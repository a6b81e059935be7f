package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the authorization of a request has found of its client.
 *
 * @param first the member {@code authorizer} of events of format 1.0
 * @param second the member {@code authorizer} of events of format 2.0
 * @param identity members of {@code identity} of events of format 1.0
 * @param variables the members of {@code $context.authorizer}
 */
record ApiCaller(
    Map<String, @Nullable Object> first,
    Optional<Map<String, @Nullable Object>> second,
    Map<String, Object> identity,
    Map<String, @Nullable Object> variables) {

  /** A client that nothing was asked of. */
  static final ApiCaller UNKNOWN =
      new ApiCaller(jwt(null, null), Optional.empty(), Map.of(), Map.of());

  private static Map<String, @Nullable Object> jwt(
      @Nullable Object claims, @Nullable Object scopes) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("claims", claims);
    members.put("scopes", scopes);
    return members;
  }

  /**
   * A client with a token.
   *
   * @param scopes the scopes of the route that the token has; empty where the route has none
   */
  static ApiCaller ofToken(Map<String, Object> claims, List<String> scopes) {
    Map<String, String> texts = new LinkedHashMap<>();
    claims.forEach((name, value) -> texts.put(name, text(value)));
    Map<String, @Nullable Object> members = jwt(texts, scopes.isEmpty() ? null : scopes);
    return new ApiCaller(members, Optional.of(Map.of("jwt", members)), Map.of(), members);
  }

  /** AWS writes lists in brackets without commas. */
  private static String text(@Nullable Object value) {
    return value instanceof Collection<?> values
        ? values.stream().map(ApiCaller::text).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(value);
  }

  /** A client that the function of an authorizer allows. */
  static ApiCaller ofFunction(Map<String, @Nullable Object> context, Optional<String> principalId) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>(context);
    principalId.ifPresent(id -> members.put("principalId", id));
    return new ApiCaller(members, Optional.of(Map.of("lambda", context)), Map.of(), members);
  }

  /** A client that has signed its request. */
  static ApiCaller ofSignature(Caller caller) {
    String key = caller.accessKeyId();
    String arn = "arn:aws:iam::" + caller.accountId() + ":user/" + key;
    Map<String, @Nullable Object> iam = new LinkedHashMap<>();
    iam.put("accessKey", key);
    iam.put("accountId", caller.accountId());
    iam.put("callerId", key);
    iam.put("cognitoIdentity", null);
    iam.put("principalOrgId", null);
    iam.put("userArn", arn);
    iam.put("userId", key);
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("accessKey", key);
    identity.put("accountId", caller.accountId());
    identity.put("caller", key);
    identity.put("user", key);
    identity.put("userArn", arn);
    return new ApiCaller(UNKNOWN.first(), Optional.of(Map.of("iam", iam)), identity, Map.of());
  }

  /** The scopes of a route that a token has. */
  static List<String> shared(List<String> ofRoute, List<String> ofToken) {
    List<String> shared = new ArrayList<>(ofRoute);
    shared.retainAll(ofToken);
    return shared;
  }
}
