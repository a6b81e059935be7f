package dev.patchbay.wire;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The OpenAPI 3.1 document of all operations, made from the tables of kinds and operations and from
 * the same schemas that check the requests.
 */
public final class OpenApiDocument {

  private OpenApiDocument() {}

  /** The document as JSON; its references to {@code ./schemas} resolve where it is served. */
  public static byte[] encode(ResourceTypes types) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (ResourceType type : types.served()) {
      Map<String, Object> collection = new LinkedHashMap<>();
      Map<String, Object> resource = new LinkedHashMap<>();
      for (LifecycleOperation operation : LifecycleOperation.values()) {
        (operation.onCollection() ? collection : resource)
            .put(operation.methodOn(type).toLowerCase(Locale.ROOT), operation(type, operation));
      }
      paths.put(Operation.of(type, LifecycleOperation.GET_ALL).path(), collection);
      paths.put(Operation.of(type, LifecycleOperation.GET).path(), resource);
    }
    for (Operation operation : types.operations()) {
      if (operation.lifecycle().isEmpty()) {
        paths
            .computeIfAbsent(operation.path().replace("+}", "}"), path -> new LinkedHashMap<>())
            .put(
                operation.method().toLowerCase(Locale.ROOT),
                switch (operation.name()) {
                  case Operation.EVALUATE -> OpenApiEvaluation.operation(operation);
                  case Operation.CONNECTIONS -> OpenApiConnections.pages(operation);
                  case Operation.POST_TO_CONNECTION, Operation.DELETE_CONNECTION ->
                      OpenApiConnections.command(operation);
                  case Operation.CONNECTION_MESSAGES -> OpenApiConnections.messages(operation);
                  default -> OpenApiOthers.operation(operation);
                });
      }
    }
    for (ResourceType root : types.servedRoots()) {
      Operation changes = Operation.changePages(root);
      paths.put(changes.path(), members("get", OpenApiChanges.operation(types, changes)));
    }
    return ResourceCodec.encode(
        members(
            "openapi",
            "3.1.0",
            "info",
            members(
                "title", "Patchbay",
                "version", "2018-11-29",
                "description",
                    "The control plane of Amazon API Gateway v2, around integration responses."),
            "paths",
            paths,
            "components",
            OpenApiComponents.components()));
  }

  private static Map<String, Object> operation(ResourceType type, LifecycleOperation operation) {
    Map<String, Object> object =
        members(
            "operationId", operation.nameOn(type),
            "tags", List.of(type.typeName()),
            "parameters", parameters(type, operation));
    if (operation.hasBody()) {
      object.put(
          "requestBody",
          OpenApiComponents.requestBody(
              operation.nameOn(type), operation == LifecycleOperation.CREATE));
    }
    object.put("responses", responses(type, operation));
    return object;
  }

  private static List<Object> parameters(ResourceType type, LifecycleOperation operation) {
    List<Object> parameters = new ArrayList<>();
    for (ResourceType ancestor : type.lineage()) {
      if (ancestor != type || !operation.onCollection()) {
        parameters.add(path(ancestor.idMember()));
      }
    }
    if (operation == LifecycleOperation.GET_ALL) {
      parameters.add(
          query("maxResults", "A whole number from 1 to " + type.list().resourcesMax() + "."));
      parameters.add(query("nextToken", "The nextToken of the page before."));
    }
    if (operation.isConditional()) {
      parameters.add(
          members(
              "name", "If-Match",
              "in", "header",
              "description", "The entity tags of which the resource must have one, or *.",
              "schema", members("type", "string")));
    }
    return parameters;
  }

  static Map<String, Object> path(String label) {
    return members(
        "name", label, "in", "path", "required", true, "schema", members("type", "string"));
  }

  static Map<String, Object> query(String name, String description) {
    return members(
        "name",
        name,
        "in",
        "query",
        "description",
        description,
        "schema",
        members("type", "string"));
  }

  private static Map<String, Object> responses(ResourceType type, LifecycleOperation operation) {
    Map<String, Object> success =
        members("description", "Success.", "headers", OpenApiComponents.successHeaders(operation));
    if (operation != LifecycleOperation.DELETE) {
      success.put(
          "content",
          OpenApiComponents.json(
              operation == LifecycleOperation.GET_ALL
                  ? OpenApiComponents.page(
                      type.list().items(), OpenApiComponents.document(type.summaryShape()))
                  : OpenApiComponents.document(type.typeName())));
    } else if (Operation.of(type, operation).hasAnswer()) {
      success.put("content", OpenApiComponents.json(members("type", "object")));
    }
    Map<String, Object> responses =
        members(String.valueOf(Operation.of(type, operation).successStatus()), success);
    responses.putAll(OpenApiComponents.errorResponses(OpenApiComponents.errors(operation)));
    return responses;
  }

  /** A JSON object of names and values in turn. */
  static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
