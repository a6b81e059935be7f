package dev.patchbay.gateway;

import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationRequest;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.MessageModel;
import dev.patchbay.evaluation.SelectionExpression;
import dev.patchbay.model.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A deployed API and the settings of the stage that serves it. It does not change: an event sees
 * one snapshot from its beginning to its end.
 */
public final class ApiSnapshot {

  /** The name of the type whose resources are APIs. */
  public static final String API = "Api";

  private final SelectionExpression routeSelection;
  private final Map<String, Route> routes;
  private final Resource stage;
  private final Map<String, String> stageVariables;
  private final StageLogs logs;

  private ApiSnapshot(
      SelectionExpression routeSelection, Map<String, Route> routes, Resource stage) {
    this.routeSelection = routeSelection;
    this.routes = Map.copyOf(routes);
    this.stage = stage;
    this.stageVariables = variables(stage);
    this.logs = StageLogs.of(stage);
  }

  /**
   * Reads the resources of an API.
   *
   * @param resources the API and all resources below it that were deployed; integration responses
   *     in the order in which their keys are compared
   * @param stage the stage as it is now, for its settings are not deployed
   */
  public static ApiSnapshot of(List<Resource> resources, Resource stage) {
    String expression =
        ofType(resources, API)
            .map(api -> api.text("routeSelectionExpression"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no API"));
    Function<String, Optional<MessageModel>> models = models(resources);
    Map<String, Route> routes = new HashMap<>();
    ofType(resources, "Route")
        .map(route -> route(route, RequestChecks.of(route, models), resources))
        .forEach(route -> routes.put(route.key(), route));
    return new ApiSnapshot(SelectionExpression.parse(String.valueOf(expression)), routes, stage);
  }

  private static Map<String, String> variables(Resource stage) {
    Map<String, String> variables = new HashMap<>();
    if (stage.members().get("stageVariables") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    return Map.copyOf(variables);
  }

  private static Function<String, Optional<MessageModel>> models(List<Resource> resources) {
    Map<String, String> schemas = new HashMap<>();
    ofType(resources, "Model")
        .forEach(
            model ->
                schemas.put(
                    String.valueOf(model.text("name")), String.valueOf(model.text("schema"))));
    String apiId = ofType(resources, API).findFirst().orElseThrow().id().value();
    Map<String, Optional<MessageModel>> models = new HashMap<>();
    return name -> models.computeIfAbsent(name, each -> MessageModel.of(apiId, each, schemas));
  }

  private static Stream<Resource> ofType(List<Resource> resources, String typeName) {
    return resources.stream().filter(each -> each.id().type().typeName().equals(typeName));
  }

  private static Route route(Resource route, RequestChecks checks, List<Resource> resources) {
    String target = "integrations/";
    Optional<RouteIntegration> integration =
        Optional.ofNullable(route.text("target"))
            .filter(text -> text.startsWith(target))
            .flatMap(text -> integration(text.substring(target.length()), resources));
    boolean isTwoWay =
        below(route, "RouteResponse", resources)
            .anyMatch(response -> Route.DEFAULT.equals(response.text("routeResponseKey")));
    Optional<Resource> authorizer =
        ofType(resources, "Authorizer")
            .filter(each -> each.id().value().equals(route.text("authorizerId")))
            .findFirst();
    return new Route(
        String.valueOf(route.text("routeKey")),
        integration,
        isTwoWay,
        RouteAccess.of(route, authorizer),
        checks);
  }

  private static Optional<RouteIntegration> integration(String id, List<Resource> resources) {
    return ofType(resources, "Integration")
        .filter(integration -> integration.id().value().equals(id))
        .findFirst()
        .map(
            integration ->
                new RouteIntegration(
                    Integration.of(integration.members()),
                    IntegrationRequest.of(integration.members()),
                    IntegrationTarget.of(integration.members()),
                    below(integration, "IntegrationResponse", resources)
                        .map(IntegrationResponse::of)
                        .toList()));
  }

  private static Stream<Resource> below(
      Resource parent, String typeName, List<Resource> resources) {
    return ofType(resources, typeName)
        .filter(child -> child.id().parent().equals(Optional.of(parent.id())));
  }

  /** The expression that gives the key of the route of a message. */
  SelectionExpression routeSelection() {
    return routeSelection;
  }

  Optional<Route> route(String key) {
    return Optional.ofNullable(routes.get(key));
  }

  /** What the stage logs. */
  StageLogs logs() {
    return logs;
  }

  Map<String, String> stageVariables() {
    return stageVariables;
  }

  /** How many requests a route takes; nothing where there is no limit. */
  Optional<RouteLimit> limit(String routeKey) {
    return RouteLimit.of(stage, routeKey);
  }
}
