package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Optional;

/**
 * What a route of an HTTP API demands of a client.
 *
 * @param authorizationType the word of API Gateway
 * @param authorizer of a route of type {@code CUSTOM} or {@code JWT}, where it is deployed
 * @param scopes of which a token needs one; empty where it needs none
 */
public record HttpAccess(
    String authorizationType, Optional<HttpAuthorizer> authorizer, List<String> scopes) {

  public static final String JWT = "JWT";

  public static final HttpAccess OPEN =
      new HttpAccess(RouteAccess.NONE, Optional.empty(), List.of());

  static HttpAccess of(Resource route, Optional<Resource> authorizer) {
    return new HttpAccess(
        String.valueOf(route.members().getOrDefault("authorizationType", RouteAccess.NONE)),
        authorizer.map(HttpAuthorizer::of),
        route.members().get("authorizationScopes") instanceof List<?> scopes
            ? scopes.stream().map(String::valueOf).toList()
            : List.of());
  }

  public boolean isOpen() {
    return authorizationType.equals(RouteAccess.NONE);
  }
}
