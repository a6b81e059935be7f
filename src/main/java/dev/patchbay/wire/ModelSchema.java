package dev.patchbay.wire;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a model: a JSON Schema of draft 4. Only its form is checked, by the meta schema of
 * draft 4; references and regular expressions are not.
 */
public final class ModelSchema {

  private static final Set<Object> TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private static final Predicate<@Nullable Object> TEXT = String.class::isInstance;

  private static final Predicate<@Nullable Object> FLAG = Boolean.class::isInstance;

  private static final Predicate<@Nullable Object> NUMBER = Number.class::isInstance;

  private static final Predicate<@Nullable Object> COUNT = ModelSchema::isCount;

  private static final Predicate<@Nullable Object> POSITIVE = ModelSchema::isPositive;

  private static final Predicate<@Nullable Object> TYPE = ModelSchema::isType;

  private static final Predicate<@Nullable Object> SCHEMA = ModelSchema::isSchema;

  private static final Predicate<@Nullable Object> SCHEMAS = list(SCHEMA);

  private static final Predicate<@Nullable Object> SCHEMA_OR_FLAG = SCHEMA.or(FLAG);

  private static final Predicate<@Nullable Object> NAMED_SCHEMAS = map(SCHEMA);

  private static final Predicate<@Nullable Object> TEXTS = distinct(list(TEXT));

  /** The schema of each keyword's value; other keywords may have any value. */
  private static final Map<String, Predicate<@Nullable Object>> KEYWORDS =
      Map.ofEntries(
          Map.entry("id", TEXT),
          Map.entry("$schema", TEXT),
          Map.entry("title", TEXT),
          Map.entry("description", TEXT),
          Map.entry("format", TEXT),
          Map.entry("pattern", TEXT),
          Map.entry("multipleOf", POSITIVE),
          Map.entry("maximum", NUMBER),
          Map.entry("minimum", NUMBER),
          Map.entry("exclusiveMaximum", FLAG),
          Map.entry("exclusiveMinimum", FLAG),
          Map.entry("maxLength", COUNT),
          Map.entry("minLength", COUNT),
          Map.entry("maxItems", COUNT),
          Map.entry("minItems", COUNT),
          Map.entry("maxProperties", COUNT),
          Map.entry("minProperties", COUNT),
          Map.entry("uniqueItems", FLAG),
          Map.entry("additionalItems", SCHEMA_OR_FLAG),
          Map.entry("items", SCHEMA.or(SCHEMAS)),
          Map.entry("required", TEXTS),
          Map.entry("additionalProperties", SCHEMA_OR_FLAG),
          Map.entry("definitions", NAMED_SCHEMAS),
          Map.entry("properties", NAMED_SCHEMAS),
          Map.entry("patternProperties", NAMED_SCHEMAS),
          Map.entry("dependencies", map(SCHEMA.or(TEXTS))),
          Map.entry("enum", distinct(list(value -> true))),
          Map.entry("type", TYPE.or(distinct(list(TYPE)))),
          Map.entry("allOf", SCHEMAS),
          Map.entry("anyOf", SCHEMAS),
          Map.entry("oneOf", SCHEMAS),
          Map.entry("not", SCHEMA));

  private ModelSchema() {}

  /** Whether a text is the JSON of a schema. */
  public static boolean isValid(String text) {
    try {
      return isSchema(JsonReader.readNested(text));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isCount(@Nullable Object value) {
    return value instanceof Long count && count >= 0;
  }

  private static boolean isPositive(@Nullable Object value) {
    return value instanceof Number number && number.doubleValue() > 0;
  }

  private static boolean isType(@Nullable Object value) {
    return value != null && TYPES.contains(value);
  }

  private static boolean isSchema(@Nullable Object value) {
    return value instanceof Map<?, ?> schema
        && schema.entrySet().stream().allMatch(each -> isKeyword(each.getKey(), each.getValue()))
        && (!schema.containsKey("exclusiveMaximum") || schema.containsKey("maximum"))
        && (!schema.containsKey("exclusiveMinimum") || schema.containsKey("minimum"));
  }

  private static boolean isKeyword(Object name, @Nullable Object value) {
    Predicate<@Nullable Object> form = KEYWORDS.get(name);
    return form == null || form.test(value);
  }

  /** A list that is not empty. */
  private static Predicate<@Nullable Object> list(Predicate<@Nullable Object> item) {
    return value ->
        value instanceof List<?> items && !items.isEmpty() && items.stream().allMatch(item);
  }

  private static Predicate<@Nullable Object> distinct(Predicate<@Nullable Object> list) {
    return list.and(
        value ->
            value instanceof Collection<?> items && new HashSet<>(items).size() == items.size());
  }

  private static Predicate<@Nullable Object> map(Predicate<@Nullable Object> entry) {
    return value -> value instanceof Map<?, ?> entries && entries.values().stream().allMatch(entry);
  }
}
