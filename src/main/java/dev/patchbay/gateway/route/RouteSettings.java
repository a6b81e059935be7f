package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that a stage has for a route. */
final class RouteSettings {

  private RouteSettings() {}

  /** The settings of a route replace the settings of all routes as a whole. */
  static Map<?, ?> of(Resource stage, String routeKey) {
    return structure(stage.members().get("routeSettings")).get(routeKey) instanceof Map<?, ?> own
        ? own
        : structure(stage.members().get("defaultRouteSettings"));
  }

  private static Map<?, ?> structure(@Nullable Object value) {
    return value instanceof Map<?, ?> members ? members : Map.of();
  }
}
