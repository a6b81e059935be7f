package dev.patchbay.wire;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Schemas compiled into the one question that most requests raise: is it valid? The validator's one
 * method is too large for the JIT compiler, and it compiles patterns at each use; so it is asked
 * only about what this does not accept, and alone decides what is refused and why.
 *
 * <p>It knows the keywords that the schemas of requests use. Another one fails the start, for
 * leaving it out would accept what the schema refuses.
 */
final class FastAccept {

  private static final Set<String> ANNOTATIONS =
      Set.of("$schema", "$id", "title", "description", "__absolute_uri__", "__absolute_ref__");

  private final SchemaRepository repository;

  private FastAccept(SchemaRepository repository) {
    this.repository = repository;
  }

  /** Whether a value of {@link JsonValues} is valid; true is certain, false is not. */
  interface Check {
    boolean accepts(@Nullable Object value);
  }

  /**
   * Compiles a schema whose references the repository resolves.
   *
   * @throws IllegalStateException when it uses a keyword that is not known here
   */
  static Check compile(SchemaRepository repository, JsonObject schema) {
    return new FastAccept(repository).schema(schema);
  }

  private Check schema(JsonObject schema) {
    List<Check> checks = new ArrayList<>();
    Set<String> keywords = new HashSet<>(schema.fieldNames());
    keywords.removeAll(ANNOTATIONS);
    // The type first: the cheapest check, and of a wrong type the others say nothing.
    if (keywords.remove("type")) {
      checks.add(ScalarChecks.type(schema.getValue("type")));
    }
    if (keywords.removeAll(Set.of("properties", "patternProperties", "additionalProperties"))) {
      checks.add(entries(schema));
    }
    keywords.stream().sorted().forEach(keyword -> checks.add(keyword(keyword, schema)));
    Check[] all = checks.toArray(Check[]::new);
    return value -> {
      for (Check check : all) {
        if (!check.accepts(value)) {
          return false;
        }
      }
      return true;
    };
  }

  private Check keyword(String keyword, JsonObject schema) {
    return switch (keyword) {
      case "$ref" -> schema((JsonObject) repository.find(schema.getString("__absolute_ref__")));
      case "enum" -> ScalarChecks.oneOf(schema.getJsonArray("enum"));
      case "minLength" -> ScalarChecks.lengthAtLeast(schema.getInteger("minLength"));
      case "maxLength" -> ScalarChecks.lengthAtMost(schema.getInteger("maxLength"));
      case "minimum" -> ScalarChecks.atLeast(schema.getLong("minimum"));
      case "maximum" -> ScalarChecks.atMost(schema.getLong("maximum"));
      case "pattern" -> ScalarChecks.pattern(Pattern.compile(schema.getString("pattern")));
      case "format" -> ScalarChecks.format(schema.getString("format"));
      case "required" -> required(ScalarChecks.strings(schema.getJsonArray("required")));
      case "propertyNames" -> names(schema(schema.getJsonObject("propertyNames")));
      case "items" -> items(schema(schema.getJsonObject("items")));
      case "not" -> never(schema.getJsonObject("not"));
      default -> throw new IllegalStateException("its keyword " + keyword + " is not supported");
    };
  }

  private static Check required(List<String> names) {
    return value -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll(names);
  }

  private static Check names(Check name) {
    return value -> !(value instanceof Map<?, ?> map) || all(map.keySet(), name);
  }

  private static Check items(Check item) {
    return value -> !(value instanceof List<?> list) || all(list, item);
  }

  private static boolean all(Collection<?> values, Check each) {
    for (Object value : values) {
      if (!each.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  private static Check never(JsonObject schema) {
    if (!schema.isEmpty() && !schema.fieldNames().equals(Set.of("__absolute_uri__"))) {
      throw new IllegalStateException("its keyword not is supported with {} only");
    }
    return value -> false;
  }

  private Check entries(JsonObject schema) {
    Map<String, Check> named = schemas(schema.getJsonObject("properties"));
    Map<Pattern, Check> patterns = new LinkedHashMap<>();
    schemas(schema.getJsonObject("patternProperties"))
        .forEach((pattern, check) -> patterns.put(Pattern.compile(pattern), check));
    JsonObject additional = schema.getJsonObject("additionalProperties");
    Check others = additional == null ? value -> true : schema(additional);
    return value -> {
      if (value instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (!entry(named, patterns, others, (String) entry.getKey(), entry.getValue())) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private static boolean entry(
      Map<String, Check> named,
      Map<Pattern, Check> patterns,
      Check others,
      String name,
      @Nullable Object value) {
    Check byName = named.get(name);
    boolean matched = byName != null;
    if (byName != null && !byName.accepts(value)) {
      return false;
    }
    for (Map.Entry<Pattern, Check> byPattern : patterns.entrySet()) {
      if (byPattern.getKey().matcher(name).find()) {
        matched = true;
        if (!byPattern.getValue().accepts(value)) {
          return false;
        }
      }
    }
    return matched || others.accepts(value);
  }

  private Map<String, Check> schemas(@Nullable JsonObject schemas) {
    Map<String, Check> checks = new LinkedHashMap<>();
    if (schemas != null) {
      schemas.fieldNames().forEach(name -> checks.put(name, schema(schemas.getJsonObject(name))));
    }
    return checks;
  }
}
