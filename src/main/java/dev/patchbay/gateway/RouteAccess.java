package dev.patchbay.gateway;

import dev.patchbay.model.Resource;
import java.util.Optional;

/**
 * What a route demands of a client that connects.
 *
 * @param authorizationType the word of API Gateway
 * @param authorizer of a route of type {@code CUSTOM}, where it is deployed
 */
record RouteAccess(
    String authorizationType, Optional<RouteAuthorizer> authorizer, boolean isApiKeyRequired) {

  static final String IAM = "AWS_IAM";
  static final String CUSTOM = "CUSTOM";

  static RouteAccess of(Resource route, Optional<Resource> authorizer) {
    return new RouteAccess(
        String.valueOf(route.members().getOrDefault("authorizationType", "NONE")),
        authorizer.map(RouteAuthorizer::of),
        Boolean.TRUE.equals(route.members().get("apiKeyRequired")));
  }

  /** Whether a client connects without credentials. */
  boolean isOpen() {
    return authorizationType.equals("NONE") && !isApiKeyRequired;
  }
}
