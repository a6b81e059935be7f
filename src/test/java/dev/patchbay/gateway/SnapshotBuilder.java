package dev.patchbay.gateway;

import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An API as it is deployed, made of the members that a test is about. */
public final class SnapshotBuilder {

  static final String API = "api0000001";

  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, Object> api = new LinkedHashMap<>();
  private final Map<String, Object> stage = new LinkedHashMap<>();
  private long contentBytes;
  private long stageRevision = 1;

  private SnapshotBuilder(String routeSelectionExpression) {
    api.put("routeSelectionExpression", routeSelectionExpression);
  }

  public static SnapshotBuilder selecting(String routeSelectionExpression) {
    return new SnapshotBuilder(routeSelectionExpression);
  }

  /** An HTTP API. */
  static SnapshotBuilder http() {
    return new SnapshotBuilder("$request.method $request.path").api("protocolType", "HTTP");
  }

  /** A route whose answer is its key. */
  public SnapshotBuilder echoing(String... routeKeys) {
    for (String key : routeKeys) {
      mock("mock-" + key, "{\"statusCode\": 200}", Map.of("$default", "$context.routeKey"));
      route(key, "mock-" + key, Map.of());
      twoWay(key);
    }
    return this;
  }

  /** A mock integration, and its integration responses' templates by their keys. */
  public SnapshotBuilder mock(String id, String requestTemplate, Map<String, String> responses) {
    integration(
        id, Map.of("integrationType", "MOCK", "requestTemplates", Map.of("a", requestTemplate)));
    responses.forEach(
        (key, template) -> response(id, key, Map.of("responseTemplates", Map.of("a", template))));
    return this;
  }

  /** A Lambda function as the backend of an HTTP API, with the payload format 2.0. */
  SnapshotBuilder function(String id, String functionArn) {
    return integration(
        id,
        Map.of(
            "integrationType", "AWS_PROXY",
            "integrationUri", functionArn,
            "payloadFormatVersion", "2.0"));
  }

  public SnapshotBuilder integration(String id, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.putIfAbsent("integrationResponseSelectionExpression", "${integration.response.statuscode}");
    return add(ApiGatewayTypes.INTEGRATION, List.of(API, id), all);
  }

  SnapshotBuilder response(String integration, String key, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("integrationResponseKey", key);
    return add(ApiGatewayTypes.INTEGRATION_RESPONSE, List.of(API, integration, key), all);
  }

  public SnapshotBuilder route(String key, String integration, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("routeKey", key);
    all.put("target", "integrations/" + integration);
    return add(ApiGatewayTypes.ROUTE, List.of(API, key), all);
  }

  SnapshotBuilder authorizer(String id, Map<String, Object> members) {
    return add(ApiGatewayTypes.AUTHORIZER, List.of(API, id), members);
  }

  public SnapshotBuilder model(String name, String schema) {
    return add(ApiGatewayTypes.MODEL, List.of(API, name), Map.of("name", name, "schema", schema));
  }

  /** A setting of the API. */
  SnapshotBuilder api(String member, Object value) {
    api.put(member, value);
    return this;
  }

  /** A setting of the stage. */
  public SnapshotBuilder stage(String member, Object value) {
    stage.put(member, value);
    return this;
  }

  /** The stage is of a revision. */
  SnapshotBuilder stageRevision(long revision) {
    stageRevision = revision;
    return this;
  }

  public SnapshotBuilder twoWay(String routeKey) {
    return add(
        ApiGatewayTypes.ROUTE_RESPONSE,
        List.of(API, routeKey, "response"),
        Map.of("routeResponseKey", "$default"));
  }

  private SnapshotBuilder add(ResourceType type, List<String> path, Map<String, Object> members) {
    resources.add(new Resource(new ResourceId("000000000000", type, path), 1, members));
    return this;
  }

  /** Its content takes as many bytes where it is stored. */
  public SnapshotBuilder stored(long bytes) {
    contentBytes = bytes;
    return this;
  }

  public ApiSnapshot build() {
    return build(Map.of("color", "blue"));
  }

  public ApiSnapshot build(Map<String, String> stageVariables) {
    Map<String, Object> members = new LinkedHashMap<>(stage);
    members.putIfAbsent("stageVariables", stageVariables);
    return ApiSnapshot.of(
        new Resource(new ResourceId("000000000000", ApiGatewayTypes.API, List.of(API)), 1, api),
        new Resource(
            new ResourceId("000000000000", ApiGatewayTypes.STAGE, List.of(API, "prod")),
            stageRevision,
            members),
        new ApiSnapshot.Content("", contentBytes, resources));
  }
}
