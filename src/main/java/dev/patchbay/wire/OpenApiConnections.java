package dev.patchbay.wire;

import static dev.patchbay.wire.OpenApiDocument.members;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the OpenAPI document that is about the connections of a stage. */
final class OpenApiConnections {

  private static final List<ErrorCode> ERRORS =
      List.of(
          ErrorCode.BAD_REQUEST,
          ErrorCode.NOT_FOUND,
          ErrorCode.TOO_MANY_REQUESTS,
          ErrorCode.SERVICE_UNAVAILABLE);

  private OpenApiConnections() {}

  static Map<String, Object> operation(Operation operation) {
    List<Object> parameters = new ArrayList<>();
    operation.labels().forEach(label -> parameters.add(OpenApiDocument.path(label)));
    parameters.add(
        OpenApiDocument.query(
            "maxResults", "A whole number from 1 to " + PageRequest.RESOURCES_MAX + "."));
    parameters.add(OpenApiDocument.query("nextToken", "The nextToken of the page before."));
    Map<String, Object> responses =
        members(
            "200",
            members(
                "description",
                "Success. A page may have fewer connections than were asked for.",
                "headers",
                members("x-amzn-RequestId", OpenApiComponents.reference("headers", "RequestId")),
                "content",
                OpenApiComponents.json(OpenApiComponents.page("items", connection()))));
    responses.putAll(OpenApiComponents.errorResponses(ERRORS));
    return members(
        "operationId",
        operation.name(),
        "tags",
        List.of(operation.type().typeName()),
        "parameters",
        parameters,
        "responses",
        responses);
  }

  private static Map<String, Object> connection() {
    Map<String, Object> text = members("type", "string");
    return members(
        "type",
        "object",
        "properties",
        members(
            "connectionId",
            text,
            "connectedAt",
            members("type", "string", "format", "date-time"),
            "identity",
            members("type", "object", "properties", members("sourceIp", text, "userAgent", text))),
        "required",
        List.of("connectionId", "connectedAt", "identity"));
  }
}
