package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes routes of the resources of an HTTP API that were deployed. */
final class DeployedHttpRoutes {

  private final DeployedResources deployed;
  private final Map<String, HttpIntegration> integrations = new HashMap<>();

  private DeployedHttpRoutes(ResourceId api, List<Resource> resources) {
    this.deployed = new DeployedResources(api, resources);
    deployed
        .below(api, "Integration")
        .forEach(each -> integrations.put(each.id().value(), HttpIntegration.of(each.members())));
  }

  static HttpRoutes of(ResourceId api, List<Resource> resources) {
    DeployedHttpRoutes made = new DeployedHttpRoutes(api, resources);
    return new HttpRoutes(made.deployed.below(api, "Route").map(made::route).toList());
  }

  private HttpRoute route(Resource route) {
    return new HttpRoute(
        String.valueOf(route.text("routeKey")),
        DeployedResources.integrationId(route).map(integrations::get),
        HttpAccess.of(route, deployed.authorizer(route)));
  }
}
