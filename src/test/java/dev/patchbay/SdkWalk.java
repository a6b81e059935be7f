package dev.patchbay;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Valid requests for every operation: the examples of the table, and further members of single
 * operations.
 */
final class SdkWalk {

  private static final Map<String, Object> LOG =
      Map.of(
          "destinationArn",
          "arn:aws:logs:us-east-1:000000000000:log-group:g",
          "format",
          "$context.requestId");

  /** The members that must be set for operations that remove a part. */
  private static final Map<ResourceType, Map<String, Object>> PARTS =
      Map.of(
          ApiGatewayTypes.ROUTE,
          Map.of(
              "routeKey",
              "$connect",
              "requestParameters",
              Map.of("route.request.header.a", Map.of("required", true))),
          ApiGatewayTypes.STAGE,
          Map.of(
              "stageName",
              "prod",
              "accessLogSettings",
              LOG,
              "routeSettings",
              Map.of("$connect", Map.of("detailedMetricsEnabled", true))),
          ApiGatewayTypes.DOMAIN_NAME,
          Map.of("domainName", "*.example.com"));

  /** The members that make a second resource distinct; other types need none. */
  private static final Map<ResourceType, Map<String, Object>> SECOND =
      Map.of(
          ApiGatewayTypes.INTEGRATION_RESPONSE,
          Map.of("integrationResponseKey", "/404/"),
          ApiGatewayTypes.MODEL,
          Map.of("name", "second"),
          ApiGatewayTypes.AUTHORIZER,
          Map.of("name", "second"),
          ApiGatewayTypes.ROUTE,
          Map.of("routeKey", "second", "requestParameters", Map.of()),
          ApiGatewayTypes.STAGE,
          Map.of("stageName", "second"),
          ApiGatewayTypes.DOMAIN_NAME,
          Map.of("domainName", "second.example.com"),
          ApiGatewayTypes.API_MAPPING,
          Map.of("apiMappingKey", "second"),
          ApiGatewayTypes.ROUTING_RULE,
          Map.of("priority", 2));

  /** Identifiers by their members, of created and of missing resources. */
  private final Map<String, Object> ids = new HashMap<>();

  private Object imported = "none";

  /** The identifier of an API that was imported. */
  void imported(Object id) {
    imported = id;
  }

  void made(String member, Object id) {
    ids.put(member, id);
  }

  /** Identifiers of nothing. */
  static SdkWalk ofNothing() {
    SdkWalk walk = new SdkWalk();
    for (ResourceType type : ApiGatewayTypes.ALL.served()) {
      walk.ids.put(type.idMember(), "none");
    }
    return walk;
  }

  /** The members of the path and of the body. */
  Map<String, Object> creation(ResourceType type) {
    Map<String, Object> members = new LinkedHashMap<>(ids);
    members.putAll(body(type));
    return members;
  }

  /** Another one beside that of {@link #creation}. A second deployment moves no stage. */
  Map<String, Object> second(ResourceType type) {
    Map<String, Object> members = creation(type);
    if (type == ApiGatewayTypes.DEPLOYMENT) {
      members.remove("stageName");
    }
    members.putAll(SECOND.getOrDefault(type, Map.of()));
    return members;
  }

  /** The members of the body alone. */
  Map<String, Object> body(ResourceType type) {
    Map<String, Object> members = new LinkedHashMap<>(type.example().members());
    members.putAll(PARTS.getOrDefault(type, Map.of()));
    members.replaceAll((name, value) -> resolved(value));
    return members;
  }

  private Object resolved(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> all = new LinkedHashMap<>(map);
      all.replaceAll((name, each) -> resolved(each));
      return all;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::resolved).toList();
    }
    for (ResourceType type : ApiGatewayTypes.ALL.served()) {
      if (value.equals("{" + type.typeName() + "}")) {
        return Objects.requireNonNull(ids.get(type.idMember()));
      }
    }
    return value;
  }

  /** A request of an operation that is no creation. */
  Map<String, Object> request(String operation) {
    Map<String, Object> members = new LinkedHashMap<>(ids);
    members.putIfAbsent("requestParameterKey", "route.request.header.a");
    members.putIfAbsent("routeKey", "$connect");
    members.put("resource-arn", "arn:aws:apigateway:us-east-1::/apis/" + ids.get("apiId"));
    members.put("tags", Map.of("a", "b"));
    members.put("tagKeys", List.of("a"));
    if (List.of(Operation.REIMPORT, Operation.EXPORT).contains(operation)) {
      members.put("apiId", imported);
      members.remove("stageName");
    }
    members.put("body", "{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"a\"}, \"paths\": {}}");
    members.put("policyDocument", "{}");
    members.put("specification", "OAS30");
    members.put("outputType", "JSON");
    ApiGatewayTypes.ALL.served().stream()
        .filter(
            type -> type.isReplaced() && LifecycleOperation.UPDATE.nameOn(type).equals(operation))
        .forEach(type -> members.putAll(body(type)));
    if (operation.startsWith("Update")) {
      members.keySet().removeAll(List.of("routeKey", "tags"));
      ApiGatewayTypes.ALL.served().stream()
          .filter(type -> LifecycleOperation.UPDATE.nameOn(type).equals(operation))
          .filter(type -> !type.example().freeText().isEmpty())
          .forEach(type -> members.put(type.example().freeText(), "changed"));
    }
    return members;
  }
}
