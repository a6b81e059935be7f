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

  static final List<ErrorCode> ERRORS_OF_COMMANDS =
      List.of(
          ErrorCode.BAD_REQUEST,
          ErrorCode.NOT_FOUND,
          ErrorCode.GONE,
          ErrorCode.REQUEST_TOO_LARGE,
          ErrorCode.TOO_MANY_REQUESTS,
          ErrorCode.LIMIT_EXCEEDED,
          ErrorCode.SERVICE_UNAVAILABLE);

  private OpenApiConnections() {}

  /** Sends to a connection, or closes it. */
  static Map<String, Object> command(Operation operation) {
    Map<String, Object> object = begun(operation, paths(operation));
    if (operation.hasBody()) {
      object.put("requestBody", OpenApiComponents.requestBody(operation.name(), true));
    }
    Map<String, Object> responses =
        members(
            String.valueOf(operation.successStatus()),
            members(
                "description",
                "The message is written to the socket, or a close frame is sent.",
                "headers",
                OpenApiComponents.requestIdHeader()));
    responses.putAll(OpenApiComponents.errorResponses(ERRORS_OF_COMMANDS));
    object.put("responses", responses);
    return object;
  }

  /** Reads how the messages of a connection went. */
  static Map<String, Object> messages(Operation operation) {
    Map<String, Object> object = begun(operation, paths(operation));
    Map<String, Object> responses =
        members(
            "200",
            members(
                "description",
                "Success. The messages of the connection are recorded from now on.",
                "headers",
                OpenApiComponents.requestIdHeader(),
                "content",
                OpenApiComponents.json(
                    OpenApiComponents.document(SchemaDocuments.CONNECTION_MESSAGES))));
    responses.putAll(
        OpenApiComponents.errorResponses(
            List.of(
                ErrorCode.NOT_FOUND,
                ErrorCode.GONE,
                ErrorCode.TOO_MANY_REQUESTS,
                ErrorCode.SERVICE_UNAVAILABLE)));
    object.put("responses", responses);
    return object;
  }

  private static List<Object> paths(Operation operation) {
    return new ArrayList<>(operation.labels().stream().map(OpenApiDocument::path).toList());
  }

  private static Map<String, Object> begun(Operation operation, List<Object> parameters) {
    return members(
        "operationId",
        operation.name(),
        "tags",
        List.of(operation.type().typeName()),
        "parameters",
        parameters);
  }

  /** Lists the connections of a stage. */
  static Map<String, Object> pages(Operation operation) {
    List<Object> parameters = paths(operation);
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
                OpenApiComponents.requestIdHeader(),
                "content",
                OpenApiComponents.json(OpenApiComponents.page("items", connection()))));
    responses.putAll(OpenApiComponents.errorResponses(ERRORS));
    Map<String, Object> object = begun(operation, parameters);
    object.put("responses", responses);
    return object;
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
