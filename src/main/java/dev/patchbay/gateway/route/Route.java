package dev.patchbay.gateway.route;

import java.util.Optional;

/**
 * A route of a deployed API.
 *
 * @param integration nothing where the route has no target
 * @param isTwoWay whether the client receives what the integration answers: the route has a route
 *     response
 * @param access what it demands of a client that connects
 * @param checks what it demands of a request
 */
public record Route(
    String key,
    Optional<RouteIntegration> integration,
    boolean isTwoWay,
    RouteAccess access,
    RequestChecks checks) {

  public static final String CONNECT = "$connect";
  public static final String DISCONNECT = "$disconnect";

  /** The route of messages that no other route takes. */
  public static final String DEFAULT = "$default";

  /** Whether a message can select a route by this key. */
  public static boolean isForMessages(String key) {
    return !key.equals(CONNECT) && !key.equals(DISCONNECT);
  }
}
