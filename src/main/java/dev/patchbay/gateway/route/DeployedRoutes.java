package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationRequest;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.MessageModel;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes routes of the resources that were deployed; each integration and model is made once. */
final class DeployedRoutes {

  private final ResourceId api;
  private final DeployedResources deployed;
  private final Map<String, RouteIntegration> integrations = new HashMap<>();
  private final Map<String, String> schemas = new HashMap<>();
  private final Map<String, Optional<MessageModel>> models = new HashMap<>();

  private DeployedRoutes(ResourceId api, List<Resource> resources) {
    this.api = api;
    this.deployed = new DeployedResources(api, resources);
    deployed
        .below(api, "Integration")
        .forEach(each -> integrations.put(each.id().value(), integration(each)));
    deployed
        .below(api, "Model")
        .forEach(
            each ->
                schemas.put(
                    String.valueOf(each.text("name")), String.valueOf(each.text("schema"))));
  }

  /**
   * Makes the routes by their keys.
   *
   * @param resources the resources below the API; integration responses in the order in which their
   *     keys are compared
   */
  static Map<String, Route> of(ResourceId api, List<Resource> resources) {
    DeployedRoutes made = new DeployedRoutes(api, resources);
    Map<String, Route> routes = new HashMap<>();
    made.deployed
        .below(api, "Route")
        .map(made::route)
        .forEach(route -> routes.put(route.key(), route));
    return routes;
  }

  private Route route(Resource route) {
    Optional<RouteIntegration> integration =
        DeployedResources.integrationId(route).map(integrations::get);
    boolean isTwoWay =
        deployed
            .below(route.id(), "RouteResponse")
            .anyMatch(response -> Route.DEFAULT.equals(response.text("routeResponseKey")));
    return new Route(
        String.valueOf(route.text("routeKey")),
        integration,
        isTwoWay,
        RouteAccess.of(route, deployed.authorizer(route)),
        RequestChecks.of(route, this::model));
  }

  private RouteIntegration integration(Resource integration) {
    return new RouteIntegration(
        integration.id().value(),
        Integration.of(integration.members()),
        IntegrationRequest.of(integration.members()),
        IntegrationTarget.of(integration.members()),
        deployed
            .below(integration.id(), "IntegrationResponse")
            .map(IntegrationResponse::of)
            .toList());
  }

  private Optional<MessageModel> model(String name) {
    return models.computeIfAbsent(name, each -> MessageModel.of(api.value(), each, schemas));
  }
}
