package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.SelectionExpression;
import dev.patchbay.model.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployed API and the settings of the stage that serves it. It does not change: an event sees
 * one snapshot from its beginning to its end.
 */
public final class ApiSnapshot {

  /** The name of the type whose resources are APIs. */
  public static final String API = "Api";

  /**
   * The content of a deployment.
   *
   * @param id the name of the content
   * @param bytes the stored size
   * @param resources the resources below the API; integration responses in the order in which their
   *     keys are compared
   */
  public record Content(String id, long bytes, List<Resource> resources) {}

  private final Resource api;
  private final Resource stage;
  private final String contentId;
  private final long contentBytes;
  private final SelectionExpression routeSelection;
  private final Map<String, Route> routes;
  private final Optional<HttpApi> httpApi;
  private final Map<String, String> stageVariables;
  private final StageLogs logs;

  private ApiSnapshot(Resource api, Resource stage, Content content) {
    this.api = api;
    this.stage = stage;
    this.contentId = content.id;
    this.contentBytes = content.bytes;
    this.routeSelection =
        SelectionExpression.parse(String.valueOf(api.text("routeSelectionExpression")));
    this.httpApi =
        HttpApi.is(api) ? Optional.of(HttpApi.of(api, content.resources)) : Optional.empty();
    this.routes =
        httpApi.isPresent() ? Map.of() : Map.copyOf(DeployedRoutes.of(api.id(), content.resources));
    this.stageVariables = variables(stage);
    this.logs = StageLogs.of(stage);
  }

  /**
   * Reads the resources of an API.
   *
   * @param api the API as it is now, for its settings are not deployed
   * @param stage the stage as it is now
   */
  public static ApiSnapshot of(Resource api, Resource stage, Content content) {
    return new ApiSnapshot(api, stage, content);
  }

  /** Returns the stored size of the content, which takes several times as much memory. */
  long contentBytes() {
    return contentBytes;
  }

  /** Whether a snapshot of these resources would be equal to this one. */
  public boolean isOf(Resource currentApi, Resource currentStage, String currentContentId) {
    return contentId.equals(currentContentId)
        && stage.equals(currentStage)
        && api.equals(currentApi);
  }

  private static Map<String, String> variables(Resource stage) {
    Map<String, String> variables = new HashMap<>();
    if (stage.members().get("stageVariables") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    return Map.copyOf(variables);
  }

  /** Its part of an HTTP API; empty for an API of WebSockets. */
  public Optional<HttpApi> httpApi() {
    return httpApi;
  }

  /** The expression that gives the key of the route of a message. */
  public SelectionExpression routeSelection() {
    return routeSelection;
  }

  /**
   * Whether the API may be addressed in this form.
   *
   * @param isCustom whether the address is a custom domain name; the other forms can be disabled
   */
  public boolean isReached(boolean isCustom) {
    return isCustom || !Boolean.TRUE.equals(api.members().get("disableExecuteApiEndpoint"));
  }

  /** Whether the API key of a handshake comes from its authorizer, not from its header. */
  public boolean hasApiKeysOfAuthorizers() {
    return String.valueOf(api.text("apiKeySelectionExpression"))
        .contains("context.authorizer.usageIdentifierKey");
  }

  public Optional<Route> route(String key) {
    return Optional.ofNullable(routes.get(key));
  }

  /** Returns the log settings of the stage. */
  public StageLogs logs() {
    return logs;
  }

  public Map<String, String> stageVariables() {
    return stageVariables;
  }

  /** The revision of the stage, which grows with each change of the stage or of its deployment. */
  public long stageRevision() {
    return stage.revision();
  }

  /** How many requests a route takes; nothing where there is no limit. */
  public Optional<RouteLimit> limit(String routeKey) {
    return RouteLimit.of(stage, routeKey);
  }
}
