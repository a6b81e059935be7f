package dev.patchbay.wire;

import static dev.patchbay.wire.OpenApiDocument.members;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parts of the OpenAPI document that operations share: headers, errors and references. */
final class OpenApiComponents {

  private OpenApiComponents() {}

  /** The {@code components} object: one schema for each error's shape, one response a status. */
  static Map<String, Object> components() {
    Set<ErrorCode> declared = EnumSet.noneOf(ErrorCode.class);
    for (LifecycleOperation operation : LifecycleOperation.values()) {
      declared.addAll(errors(operation));
    }
    declared.addAll(OpenApiChanges.ERRORS);
    declared.addAll(OpenApiEvaluation.ERRORS);
    declared.addAll(OpenApiConnections.ERRORS_OF_COMMANDS);
    Map<String, Object> schemas = new LinkedHashMap<>();
    Map<String, Object> responses = new LinkedHashMap<>();
    for (ErrorCode error : declared) {
      schemas.put(error.shape(), shape(error));
      List<ErrorCode> sameStatus =
          declared.stream().filter(other -> other.status() == error.status()).toList();
      responses.putIfAbsent(responseName(error), response(sameStatus));
    }
    return members(
        "schemas", schemas,
        "responses", responses,
        "headers",
            members(
                "RequestId", header("Identifies the request, in every answer."),
                "ETag", header("The revision of the resource, for If-Match.")));
  }

  /**
   * The errors that an operation declares: the errors of the AWS model, and the additional errors
   * of this service.
   */
  static Set<ErrorCode> errors(LifecycleOperation operation) {
    Set<ErrorCode> errors = EnumSet.of(ErrorCode.NOT_FOUND, ErrorCode.TOO_MANY_REQUESTS);
    switch (operation) {
      case CREATE, UPDATE -> {
        errors.add(ErrorCode.BAD_REQUEST);
        errors.add(ErrorCode.SERIALIZATION);
        errors.add(ErrorCode.CONFLICT);
      }
      case GET_ALL -> errors.add(ErrorCode.BAD_REQUEST);
      // AWS does not declare it, and answers it for an integration that a route targets.
      case DELETE -> errors.add(ErrorCode.CONFLICT);
      case GET -> {}
    }
    if (operation.isConditional()) {
      errors.add(ErrorCode.PRECONDITION_FAILED);
    }
    return errors;
  }

  /** The responses of errors by status, as references to the components. */
  static Map<String, Object> errorResponses(Collection<ErrorCode> errors) {
    Map<String, Object> responses = new LinkedHashMap<>();
    for (ErrorCode error : errors) {
      responses.put(String.valueOf(error.status()), reference("responses", responseName(error)));
    }
    return responses;
  }

  /** The name of the response of an error's status, which is that of the status's first error. */
  private static String responseName(ErrorCode error) {
    ErrorCode named = error == ErrorCode.SERIALIZATION ? ErrorCode.BAD_REQUEST : error;
    return named.shape().replace("Exception", "");
  }

  /** The header of every answer. */
  static Map<String, Object> requestIdHeader() {
    return members("x-amzn-RequestId", reference("headers", "RequestId"));
  }

  /** The headers of a success. */
  static Map<String, Object> successHeaders(LifecycleOperation operation) {
    Map<String, Object> headers = requestIdHeader();
    switch (operation) {
      case CREATE, GET, UPDATE -> headers.put("ETag", reference("headers", "ETag"));
      case GET_ALL, DELETE -> {}
    }
    return headers;
  }

  /** The schema of a page of resources. */
  static Map<String, Object> page(String items, Map<String, Object> resource) {
    return members(
        "type", "object",
        "required", List.of(items),
        "properties",
            members(
                items,
                members("type", "array", "items", resource),
                "nextToken",
                members(
                    "type", "string",
                    "description", "Asks for the next page; absent on the last one.")));
  }

  /** A body of JSON. */
  static Map<String, Object> json(Map<String, Object> schema) {
    return members("application/json", members("schema", schema));
  }

  /** A body with the schema of an operation's request. */
  static Map<String, Object> requestBody(String operationName, boolean required) {
    return members(
        "required",
        required,
        "content",
        json(document(SchemaDocuments.requestName(operationName))));
  }

  /** A reference to a schema that is served beside the document. */
  static Map<String, Object> document(String name) {
    return members("$ref", "./" + SchemaDocuments.path(name));
  }

  /** A reference to one of {@link #components}. */
  static Map<String, Object> reference(String kind, String name) {
    return members("$ref", "#/components/" + kind + "/" + name);
  }

  private static Map<String, Object> shape(ErrorCode error) {
    Map<String, Object> properties = members("message", members("type", "string"));
    if (error == ErrorCode.NOT_FOUND) {
      properties.put("resourceType", members("type", "string"));
    }
    if (error == ErrorCode.TOO_MANY_REQUESTS) {
      properties.put("limitType", members("type", "string"));
    }
    return members("type", "object", "required", List.of("message"), "properties", properties);
  }

  private static Map<String, Object> response(List<ErrorCode> errors) {
    List<String> shapes =
        List.copyOf(new TreeSet<>(errors.stream().map(ErrorCode::shape).toList()));
    List<Map<String, Object>> schemas =
        shapes.stream().map(shape -> reference("schemas", shape)).toList();
    return members(
        "description",
        String.join(" or ", shapes) + ".",
        "headers",
        members(
            "x-amzn-RequestId",
            reference("headers", "RequestId"),
            "X-Amzn-ErrorType",
            members(
                "description",
                "Which error it is.",
                "schema",
                members("type", "string", "enum", shapes))),
        "content",
        json(schemas.size() == 1 ? schemas.get(0) : members("anyOf", schemas)));
  }

  private static Map<String, Object> header(String description) {
    return members("description", description, "schema", members("type", "string"));
  }
}
