package dev.patchbay.wire;

import static dev.patchbay.wire.OpenApiDocument.members;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import java.util.List;
import java.util.Map;

/** The parts of the OpenAPI document about the operations that are not lifecycle operations. */
final class OpenApiOthers {

  private static final List<ErrorCode> ERRORS =
      List.of(
          ErrorCode.BAD_REQUEST,
          ErrorCode.NOT_FOUND,
          ErrorCode.CONFLICT,
          ErrorCode.TOO_MANY_REQUESTS);

  private OpenApiOthers() {}

  static Map<String, Object> operation(Operation operation) {
    Map<String, Object> object =
        members(
            "operationId",
            operation.name(),
            "tags",
            List.of(operation.type().typeName()),
            "parameters",
            operation.labels().stream().map(OpenApiDocument::path).toList());
    if (operation.hasBody()) {
      object.put(
          "requestBody",
          members(
              "content",
              OpenApiComponents.json(
                  OpenApiComponents.document(SchemaDocuments.requestName(operation.name())))));
    }
    object.put("responses", responses(operation));
    return object;
  }

  private static Map<String, Object> responses(Operation operation) {
    Map<String, Object> success =
        members("description", "Success.", "headers", OpenApiComponents.requestIdHeader());
    if (operation.hasAnswer()) {
      success.put("content", OpenApiComponents.json(members("type", "object")));
    }
    Map<String, Object> responses = members(String.valueOf(operation.successStatus()), success);
    responses.putAll(OpenApiComponents.errorResponses(ERRORS));
    return responses;
  }
}
