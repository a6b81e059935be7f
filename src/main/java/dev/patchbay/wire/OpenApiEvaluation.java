package dev.patchbay.wire;

import static dev.patchbay.wire.OpenApiDocument.members;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import java.util.List;
import java.util.Map;

/** The part of the OpenAPI document that is about the evaluation of integration responses. */
final class OpenApiEvaluation {

  static final List<ErrorCode> ERRORS =
      List.of(
          ErrorCode.BAD_REQUEST,
          ErrorCode.NOT_FOUND,
          ErrorCode.REQUEST_TOO_LARGE,
          ErrorCode.TOO_MANY_REQUESTS,
          ErrorCode.SERVICE_UNAVAILABLE);

  private OpenApiEvaluation() {}

  static Map<String, Object> operation(Operation operation) {
    Map<String, Object> responses =
        members(
            String.valueOf(operation.successStatus()),
            members(
                "description",
                "Success, whether or not the evaluation ends in an error.",
                "headers",
                OpenApiComponents.requestIdHeader(),
                "content",
                OpenApiComponents.json(OpenApiComponents.document(SchemaDocuments.EVALUATION))));
    responses.putAll(OpenApiComponents.errorResponses(ERRORS));
    return members(
        "operationId",
        operation.name(),
        "tags",
        List.of(operation.type().typeName()),
        "parameters",
        operation.labels().stream().map(OpenApiDocument::path).toList(),
        "requestBody",
        OpenApiComponents.requestBody(operation.name(), true),
        "responses",
        responses);
  }
}
