package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationRequest;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.MessageModel;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes routes of the resources that were deployed; each integration and model is made once. */
final class DeployedRoutes {

  private static final String TARGET = "integrations/";

  private final ResourceId api;
  private final Map<ResourceId, List<Resource>> children = new HashMap<>();
  private final Map<String, RouteIntegration> integrations = new HashMap<>();
  private final Map<String, Resource> authorizers = new HashMap<>();
  private final Map<String, String> schemas = new HashMap<>();
  private final Map<String, Optional<MessageModel>> models = new HashMap<>();

  private DeployedRoutes(ResourceId api, List<Resource> resources) {
    this.api = api;
    resources.forEach(
        each ->
            each.id()
                .parent()
                .ifPresent(
                    parent ->
                        children.computeIfAbsent(parent, absent -> new ArrayList<>()).add(each)));
    below(api, "Integration")
        .forEach(each -> integrations.put(each.id().value(), integration(each)));
    below(api, "Authorizer").forEach(each -> authorizers.put(each.id().value(), each));
    below(api, "Model")
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
    DeployedRoutes deployed = new DeployedRoutes(api, resources);
    Map<String, Route> routes = new HashMap<>();
    deployed
        .below(api, "Route")
        .map(deployed::route)
        .forEach(route -> routes.put(route.key(), route));
    return routes;
  }

  private Stream<Resource> below(ResourceId parent, String typeName) {
    return children.getOrDefault(parent, List.of()).stream()
        .filter(each -> each.id().type().typeName().equals(typeName));
  }

  private Route route(Resource route) {
    Optional<RouteIntegration> integration =
        Optional.ofNullable(route.text("target"))
            .filter(text -> text.startsWith(TARGET))
            .map(text -> integrations.get(text.substring(TARGET.length())));
    boolean isTwoWay =
        below(route.id(), "RouteResponse")
            .anyMatch(response -> Route.DEFAULT.equals(response.text("routeResponseKey")));
    return new Route(
        String.valueOf(route.text("routeKey")),
        integration,
        isTwoWay,
        RouteAccess.of(
            route, Optional.ofNullable(route.text("authorizerId")).map(authorizers::get)),
        RequestChecks.of(route, this::model));
  }

  private RouteIntegration integration(Resource integration) {
    return new RouteIntegration(
        Integration.of(integration.members()),
        IntegrationRequest.of(integration.members()),
        IntegrationTarget.of(integration.members()),
        below(integration.id(), "IntegrationResponse").map(IntegrationResponse::of).toList());
  }

  private Optional<MessageModel> model(String name) {
    return models.computeIfAbsent(name, each -> MessageModel.of(api.value(), each, schemas));
  }
}
