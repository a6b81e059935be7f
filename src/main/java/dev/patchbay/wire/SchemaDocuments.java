package dev.patchbay.wire;

import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceTypes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schemas as they lie on the class path. That they are schemas is a matter of the build, which
 * checks them against the meta schema: at each start that would take half a second.
 */
final class SchemaDocuments {

  /** Schemas name one another relative to where they are served; the host is never asked. */
  static final String BASE_URI = "https://patchbay.invalid";

  /** The name of the schema of an evaluation's answer. */
  static final String EVALUATION = "Evaluation";

  /** The name of the schema of how the messages of a client went. */
  static final String CONNECTION_MESSAGES = "ConnectionMessages";

  private SchemaDocuments() {}

  /** The name of the schema of an operation's request. */
  static String requestName(String operationName) {
    return operationName + "Request";
  }

  /** All schemas by name, as their text. */
  static Map<String, String> load(ResourceTypes types) {
    List<String> names = new ArrayList<>(List.of("definitions"));
    types.served().forEach(type -> names.addAll(List.of(type.typeName(), type.summaryShape())));
    types.operations().stream()
        .filter(Operation::hasBody)
        .forEach(operation -> names.add(requestName(operation.name())));
    types.operation(Operation.EVALUATE).ifPresent(evaluates -> names.add(EVALUATION));
    types
        .operation(Operation.CONNECTION_MESSAGES)
        .ifPresent(reads -> names.add(CONNECTION_MESSAGES));
    Map<String, String> documents = new LinkedHashMap<>();
    names.stream().sorted().forEach(name -> documents.put(name, read(path(name))));
    return documents;
  }

  /**
   * Returns a repository of schemas, all of whose references resolve.
   *
   * @param documents the schemas' texts by name
   * @throws IllegalStateException when one of them is no JSON or has a reference that does not
   *     resolve; the message names it
   */
  static SchemaRepository repository(Map<String, String> documents) {
    SchemaRepository repository =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri(BASE_URI)
                .setOutputFormat(OutputFormat.Basic),
            new Formats());
    Map<String, JsonObject> schemas = new LinkedHashMap<>();
    documents.forEach(
        (name, text) -> schemas.put(name, explained(name, () -> new JsonObject(text))));
    schemas.forEach(
        (name, schema) -> explained(name, () -> repository.dereference(JsonSchema.of(schema))));
    schemas.forEach((name, schema) -> explained(name, () -> resolved(repository, schema)));
    return repository;
  }

  static String path(String name) {
    return "schemas/" + name + ".json";
  }

  /** Where a repository has the schema of a name. */
  static String uri(String name) {
    return BASE_URI + "/" + path(name);
  }

  private static JsonObject resolved(SchemaRepository repository, JsonObject schema) {
    String reference = schema.getString("__absolute_ref__");
    if (reference != null && repository.find(reference) == null) {
      throw new IllegalStateException("nothing at " + schema.getString("$ref"));
    }
    for (String keyword : schema.fieldNames()) {
      if (schema.getValue(keyword) instanceof JsonObject nested) {
        resolved(repository, nested);
      } else if (schema.getValue(keyword) instanceof JsonArray list) {
        list.stream()
            .filter(JsonObject.class::isInstance)
            .forEach(nested -> resolved(repository, (JsonObject) nested));
      }
    }
    return schema;
  }

  /** A step of readying one schema. */
  interface Step<T> {
    T run();
  }

  /** Runs a step, and names the schema when it fails. */
  static <T> T explained(String name, Step<T> step) {
    try {
      return step.run();
    } catch (RuntimeException e) {
      throw new IllegalStateException(path(name) + " can not be used: " + e.getMessage(), e);
    }
  }

  private static String read(String path) {
    try (@Nullable InputStream stream =
        SchemaDocuments.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(path + " can not be read", e);
    }
  }
}
