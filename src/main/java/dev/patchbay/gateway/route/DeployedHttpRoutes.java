package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes routes of the resources of an HTTP API that were deployed. */
final class DeployedHttpRoutes {

  private static final String TARGET = "integrations/";

  private final Map<String, HttpIntegration> integrations = new HashMap<>();
  private final Map<String, Resource> authorizers = new HashMap<>();

  private DeployedHttpRoutes(ResourceId api, List<Resource> resources) {
    below(api, "Integration", resources)
        .forEach(each -> integrations.put(each.id().value(), HttpIntegration.of(each.members())));
    below(api, "Authorizer", resources).forEach(each -> authorizers.put(each.id().value(), each));
  }

  static HttpRoutes of(ResourceId api, List<Resource> resources) {
    DeployedHttpRoutes deployed = new DeployedHttpRoutes(api, resources);
    return new HttpRoutes(below(api, "Route", resources).map(deployed::route).toList());
  }

  private static Stream<Resource> below(ResourceId api, String typeName, List<Resource> resources) {
    return resources.stream()
        .filter(each -> each.id().type().typeName().equals(typeName))
        .filter(each -> each.id().parent().filter(api::equals).isPresent());
  }

  private HttpRoute route(Resource route) {
    return new HttpRoute(
        String.valueOf(route.text("routeKey")),
        Optional.ofNullable(route.text("target"))
            .filter(text -> text.startsWith(TARGET))
            .map(text -> integrations.get(text.substring(TARGET.length()))),
        HttpAccess.of(
            route, Optional.ofNullable(route.text("authorizerId")).map(authorizers::get)));
  }
}
