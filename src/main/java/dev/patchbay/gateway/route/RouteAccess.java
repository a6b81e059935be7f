package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.Optional;

/**
 * The conditions of a route for a client that connects.
 *
 * @param authorizationType the word of API Gateway
 * @param authorizer of a route of type {@code CUSTOM}, where it is deployed
 */
public record RouteAccess(
    String authorizationType, Optional<RouteAuthorizer> authorizer, boolean isApiKeyRequired) {

  public static final String NONE = "NONE";
  public static final String IAM = "AWS_IAM";
  public static final String CUSTOM = "CUSTOM";

  static RouteAccess of(Resource route, Optional<Resource> authorizer) {
    return new RouteAccess(
        String.valueOf(route.members().getOrDefault("authorizationType", NONE)),
        authorizer.map(RouteAuthorizer::of),
        Boolean.TRUE.equals(route.members().get("apiKeyRequired")));
  }

  /** Whether a client connects without credentials. */
  public boolean isOpen() {
    return authorizationType.equals(NONE) && !isApiKeyRequired;
  }
}
