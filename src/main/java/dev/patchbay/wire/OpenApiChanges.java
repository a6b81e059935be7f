package dev.patchbay.wire;

import static dev.patchbay.wire.OpenApiDocument.members;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the OpenAPI document that is about the change log of a root. */
final class OpenApiChanges {

  static final List<ErrorCode> ERRORS =
      List.of(
          ErrorCode.BAD_REQUEST,
          ErrorCode.NOT_FOUND,
          ErrorCode.TRIMMED_DATA_ACCESS,
          ErrorCode.TOO_MANY_REQUESTS,
          ErrorCode.SERVICE_UNAVAILABLE);

  private OpenApiChanges() {}

  static Map<String, Object> operation(ResourceTypes types, Operation operation) {
    ResourceType root = operation.type();
    Map<String, Object> responses =
        members(
            "200",
            members(
                "description",
                "Success. As events each change is the data of one named change, whose id is its"
                    + " changeId.",
                "headers",
                OpenApiComponents.requestIdHeader(),
                "content",
                members(
                    "application/json",
                    members("schema", OpenApiComponents.page("items", change(types, root))),
                    "text/event-stream",
                    members("schema", text()))));
    responses.putAll(OpenApiComponents.errorResponses(ERRORS));
    return members(
        "operationId",
        operation.name(),
        "tags",
        List.of(root.typeName()),
        "parameters",
        List.of(
            OpenApiDocument.path(root.idMember()),
            OpenApiDocument.query("after", "A changeId: what came after it is answered."),
            OpenApiDocument.query(
                "maxResults",
                "A whole number from 1 to " + PageRequest.RESOURCES_MAX + "; pages only."),
            OpenApiDocument.query("nextToken", "The nextToken of the page before."),
            members(
                "name", "Last-Event-ID",
                "in", "header",
                "description", "As after; events only.",
                "schema", text())),
        "responses",
        responses);
  }

  private static Map<String, Object> change(ResourceTypes types, ResourceType root) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("changeId", text());
    properties.put("time", members("type", "string", "format", "date-time"));
    properties.put("operation", text());
    properties.put("resourceType", text());
    types.served().stream()
        .filter(type -> type.root().equals(root))
        .map(ResourceType::idMember)
        .forEach(idMember -> properties.put(idMember, text()));
    properties.put("revisionBefore", revision("Absent where the resource was not there."));
    properties.put("revisionAfter", revision("Absent where the resource is there no more."));
    properties.put("changedMembers", members("type", "array", "items", text()));
    properties.put("accessKeyId", text());
    properties.put("requestId", text());
    return members(
        "type",
        "object",
        "required",
        List.of("changeId", "time", "operation", "resourceType", root.idMember(), "changedMembers"),
        "properties",
        properties);
  }

  private static Map<String, Object> revision(String description) {
    return members("type", "integer", "minimum", 1, "description", description);
  }

  private static Map<String, Object> text() {
    return members("type", "string");
  }
}
