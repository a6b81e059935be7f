package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.SelectionExpression;
import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authorizer of an HTTP API.
 *
 * @param uri of its function; empty where it checks tokens
 * @param identitySources give the credentials that a client must send
 * @param keptSeconds how long an answer of its function is kept; 0 for not at all
 * @param payloadFormat the version of the events of its function
 * @param isSimple whether its function answers a boolean
 * @param issuer of tokens; empty where it has a function
 * @param audience of which a token names one
 */
public record HttpAuthorizer(
    String id,
    String uri,
    List<SelectionExpression> identitySources,
    long keptSeconds,
    String payloadFormat,
    boolean isSimple,
    String issuer,
    List<String> audience) {

  static HttpAuthorizer of(Resource authorizer) {
    Map<String, Object> members = authorizer.members();
    Map<?, ?> tokens =
        members.get("jwtConfiguration") instanceof Map<?, ?> configuration
            ? configuration
            : Map.of();
    return new HttpAuthorizer(
        authorizer.id().value(),
        text(members.get("authorizerUri")),
        texts(members.get("identitySource")).stream().map(SelectionExpression::parse).toList(),
        members.get("authorizerResultTtlInSeconds") instanceof Number seconds
            ? seconds.longValue()
            : 0,
        text(members.get("authorizerPayloadFormatVersion")),
        Boolean.TRUE.equals(members.get("enableSimpleResponses")),
        text(tokens.get("issuer")),
        texts(tokens.get("audience")));
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
