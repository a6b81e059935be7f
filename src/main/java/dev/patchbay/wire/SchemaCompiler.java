package dev.patchbay.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles JSON Schemas. It knows the keywords that the schemas of requests use. Another keyword
 * fails the start, because ignoring it would accept values that the schema refuses. A schema that
 * refers to itself fails it too, so that no value is checked deeper than its schema is written.
 */
final class SchemaCompiler {

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "title",
          "description",
          Violations.MISSING,
          "__absolute_uri__",
          "__absolute_ref__");

  /** The keywords that look at one value alone, the cheapest first. */
  private static final List<String> CHECKS =
      List.of(
          "type",
          "required",
          "const",
          "enum",
          "maxLength",
          "minLength",
          "maxProperties",
          "minProperties",
          "maxItems",
          "minItems",
          "minimum",
          "maximum",
          "pattern",
          "not");

  /** The keywords that lead to other schemas, and the format. */
  private static final Set<String> PARTS =
      Set.of(
          "$ref",
          "properties",
          "patternProperties",
          "additionalProperties",
          "propertyNames",
          "items",
          "oneOf",
          "format");

  private final SchemaRepository repository;
  private final Map<String, CompiledSchema> references = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /** A compiler of schemas whose references the repository resolves. */
  SchemaCompiler(SchemaRepository repository) {
    this.repository = repository;
  }

  /**
   * Compiles a schema.
   *
   * @throws IllegalStateException when it uses a keyword that is not known here, or one that needs
   *     a description
   */
  CompiledSchema compile(JsonObject schema) {
    Set<String> unknown = new HashSet<>(schema.fieldNames());
    unknown.removeAll(ANNOTATIONS);
    CHECKS.forEach(unknown::remove);
    unknown.removeAll(PARTS);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("its keyword " + unknown + " is not supported");
    }
    String format = schema.getString("format");
    if (format != null && !Formats.NAMES.contains(format)) {
      throw new IllegalStateException("its format " + format + " is not supported");
    }
    Violations.checkDescribed(schema);
    List<CompiledSchema> alternatives = alternatives(schema.getJsonArray("oneOf"));
    return new CompiledSchema(
        schema,
        checks(schema, alternatives),
        reference(schema),
        entries(schema),
        nested(schema.getJsonObject("items")),
        alternatives);
  }

  private static List<KeywordCheck> checks(JsonObject schema, List<CompiledSchema> alternatives) {
    List<KeywordCheck> checks = new ArrayList<>();
    CHECKS.stream()
        .filter(schema::containsKey)
        .map(keyword -> new KeywordCheck(keyword, KeywordChecks.of(keyword, schema)))
        .forEach(checks::add);
    if (!alternatives.isEmpty()) {
      checks.add(
          new KeywordCheck(
              "oneOf",
              value -> alternatives.stream().filter(each -> each.accepts(value)).count() == 1));
    }
    return checks;
  }

  private @Nullable CompiledSchema reference(JsonObject schema) {
    String uri = schema.getString("__absolute_ref__");
    if (uri == null) {
      return null;
    }
    CompiledSchema known = references.get(uri);
    if (known == null) {
      if (!open.add(uri)) {
        throw new IllegalStateException("its " + schema.getString("$ref") + " refers to itself");
      }
      known = compile((JsonObject) repository.find(uri));
      open.remove(uri);
      references.put(uri, known);
    }
    return known;
  }

  private EntrySchemas entries(JsonObject schema) {
    Map<Pattern, CompiledSchema> patterns = new LinkedHashMap<>();
    schemas(schema.getJsonObject("patternProperties"))
        .forEach((pattern, nested) -> patterns.put(Pattern.compile(pattern), nested));
    boolean isOpen =
        schema.containsKey("patternProperties") || schema.containsKey("additionalProperties");
    return new EntrySchemas(
        schemas(schema.getJsonObject("properties")),
        patterns,
        nested(schema.getJsonObject("additionalProperties")),
        names(schema.getJsonObject("propertyNames")),
        schema.containsKey("properties") && !isOpen);
  }

  private Map<String, CompiledSchema> schemas(@Nullable JsonObject schemas) {
    Map<String, CompiledSchema> compiled = new LinkedHashMap<>();
    if (schemas != null) {
      schemas
          .fieldNames()
          .forEach(name -> compiled.put(name, compile(schemas.getJsonObject(name))));
    }
    return compiled;
  }

  private @Nullable CompiledSchema nested(@Nullable JsonObject schema) {
    return schema == null ? null : compile(schema);
  }

  private @Nullable CompiledSchema names(@Nullable JsonObject schema) {
    CompiledSchema names = nested(schema);
    if (names != null && names.hasFormats()) {
      throw new IllegalStateException(
          "its keyword propertyNames is supported without formats only");
    }
    return names;
  }

  /** Formats are checked last, so that no choice between schemas may depend on one. */
  private List<CompiledSchema> alternatives(@Nullable JsonArray schemas) {
    List<CompiledSchema> compiled =
        schemas == null
            ? List.of()
            : schemas.stream().map(each -> compile((JsonObject) each)).toList();
    if (compiled.stream().anyMatch(CompiledSchema::hasFormats)) {
      throw new IllegalStateException("its keyword oneOf is supported without formats only");
    }
    return compiled;
  }
}
