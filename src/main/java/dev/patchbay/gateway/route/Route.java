package dev.patchbay.gateway.route;

import java.util.Optional;

/**
 * A route of a deployed API.
 *
 * @param integration nothing where the route has no target
 * @param isTwoWay whether the client receives the answer of the integration: the route has a route
 *     response
 * @param access the conditions for a client that connects
 * @param checks the conditions for a request
 */
public record Route(
    String key,
    Optional<RouteIntegration> integration,
    boolean isTwoWay,
    RouteAccess access,
    RequestChecks checks) {

  public static final String CONNECT = "$connect";
  public static final String DISCONNECT = "$disconnect";

  /** The route of messages that select no other route. */
  public static final String DEFAULT = "$default";

  /** Whether a message can select a route by this key. */
  public static boolean isForMessages(String key) {
    return !key.equals(CONNECT) && !key.equals(DISCONNECT);
  }
}
