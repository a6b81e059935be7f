package dev.patchbay.wire;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schema compiled into two questions: is a value valid, and if not, what is the first fault? The
 * validator of Vert.x answers both too, but it compiles patterns at each use and reports every
 * fault: a body of 1 MB kept the event loop busy for most of a second. A test holds that both agree
 * on what is valid.
 *
 * <p>A check costs what the value's size allows and no more: lengths and counts come before
 * patterns and before what lies below. Formats are not checked here, for they cost the most; {@link
 * Expressions} checks them once everything else is right.
 *
 * <p>It knows the keywords that the schemas of requests use. Another one fails the start, for
 * leaving it out would accept what the schema refuses.
 */
final class FastAccept {

  private static final Set<String> ANNOTATIONS =
      Set.of("$schema", "$id", "title", "description", "__absolute_uri__", "__absolute_ref__");

  /** The keywords that look at one value alone, the cheapest first. */
  private static final List<String> RULES =
      List.of(
          "type",
          "required",
          "enum",
          "maxLength",
          "minLength",
          "maxProperties",
          "maxItems",
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
          "format");

  private final JsonObject schema;
  private final Rule[] rules;
  private final @Nullable String format;
  private final @Nullable FastAccept reference;
  private final Map<String, FastAccept> named;
  private final Map<Pattern, FastAccept> patterns;
  private final @Nullable FastAccept others;
  private final @Nullable FastAccept names;
  private final @Nullable FastAccept items;
  private final boolean hasFormat;

  /** Whether a value of {@link JsonValues} satisfies one keyword. */
  interface Check {
    boolean accepts(@Nullable Object value);
  }

  private record Rule(String keyword, Check check) {}

  /**
   * What is wrong with a value.
   *
   * @param keyword the keyword that refuses it
   * @param schema the schema that the keyword is of
   * @param ofKey whether the fault is of the last key and not of its value
   */
  record Fault(String keyword, JsonObject schema, Place place, boolean ofKey) {}

  /** A text with a format, where it was found. */
  record Formatted(String format, String text, JsonObject schema, Place place) {}

  private FastAccept(SchemaRepository repository, JsonObject schema) {
    this.schema = schema;
    Set<String> unknown = new HashSet<>(schema.fieldNames());
    unknown.removeAll(ANNOTATIONS);
    RULES.forEach(unknown::remove);
    unknown.removeAll(PARTS);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("its keyword " + unknown + " is not supported");
    }
    this.rules =
        RULES.stream()
            .filter(schema::containsKey)
            .map(keyword -> new Rule(keyword, rule(keyword, schema)))
            .toArray(Rule[]::new);
    this.format = schema.getString("format");
    if (format != null && !Formats.NAMES.contains(format)) {
      throw new IllegalStateException("its format " + format + " is not supported");
    }
    this.reference =
        schema.containsKey("$ref")
            ? new FastAccept(
                repository, (JsonObject) repository.find(schema.getString("__absolute_ref__")))
            : null;
    this.named = schemas(repository, schema.getJsonObject("properties"));
    this.patterns = new LinkedHashMap<>();
    schemas(repository, schema.getJsonObject("patternProperties"))
        .forEach((pattern, nested) -> patterns.put(Pattern.compile(pattern), nested));
    this.others = nested(repository, schema.getJsonObject("additionalProperties"));
    this.names = nested(repository, schema.getJsonObject("propertyNames"));
    this.items = nested(repository, schema.getJsonObject("items"));
    this.hasFormat = format != null || hasFormatBelow();
  }

  /**
   * Compiles a schema whose references the repository resolves.
   *
   * @throws IllegalStateException when it uses a keyword that is not known here
   */
  static FastAccept compile(SchemaRepository repository, JsonObject schema) {
    return new FastAccept(repository, schema);
  }

  private static @Nullable FastAccept nested(
      SchemaRepository repository, @Nullable JsonObject schema) {
    return schema == null ? null : new FastAccept(repository, schema);
  }

  private static Map<String, FastAccept> schemas(
      SchemaRepository repository, @Nullable JsonObject schemas) {
    Map<String, FastAccept> compiled = new LinkedHashMap<>();
    if (schemas != null) {
      schemas
          .fieldNames()
          .forEach(
              name -> compiled.put(name, new FastAccept(repository, schemas.getJsonObject(name))));
    }
    return compiled;
  }

  private boolean hasFormatBelow() {
    List<@Nullable FastAccept> below = new ArrayList<>(named.values());
    below.addAll(patterns.values());
    below.add(reference);
    below.add(others);
    below.add(items);
    return below.stream().anyMatch(each -> each != null && each.hasFormat);
  }

  private static Check rule(String keyword, JsonObject schema) {
    return switch (keyword) {
      case "type" -> ScalarChecks.type(schema.getValue("type"));
      case "required" -> required(ScalarChecks.strings(schema.getJsonArray("required")));
      case "enum" -> ScalarChecks.oneOf(schema.getJsonArray("enum"));
      case "minLength" -> ScalarChecks.lengthAtLeast(schema.getInteger("minLength"));
      case "maxLength" -> ScalarChecks.lengthAtMost(schema.getInteger("maxLength"));
      case "maxProperties" -> propertiesAtMost(schema.getInteger("maxProperties"));
      case "maxItems" -> itemsAtMost(schema.getInteger("maxItems"));
      case "minimum" -> ScalarChecks.atLeast(schema.getLong("minimum"));
      case "maximum" -> ScalarChecks.atMost(schema.getLong("maximum"));
      case "pattern" -> ScalarChecks.pattern(Pattern.compile(schema.getString("pattern")));
      case "not" -> never(schema.getJsonObject("not"));
      default -> throw new IllegalStateException("its keyword " + keyword + " is not supported");
    };
  }

  private static Check required(List<String> names) {
    return value -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll(names);
  }

  private static Check propertiesAtMost(int entries) {
    return value -> !(value instanceof Map<?, ?> map) || map.size() <= entries;
  }

  private static Check itemsAtMost(int entries) {
    return value -> !(value instanceof List<?> list) || list.size() <= entries;
  }

  private static Check never(JsonObject schema) {
    if (!schema.isEmpty() && !schema.fieldNames().equals(Set.of("__absolute_uri__"))) {
      throw new IllegalStateException("its keyword not is supported with {} only");
    }
    return value -> false;
  }

  /** Whether a value of {@link JsonValues} is valid but for its formats. */
  boolean accepts(@Nullable Object value) {
    for (Rule rule : rules) {
      if (!rule.check.accepts(value)) {
        return false;
      }
    }
    if (reference != null && !reference.accepts(value)) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return acceptsEntries(map);
    }
    if (items != null && value instanceof List<?> list) {
      for (Object item : list) {
        if (!items.accepts(item)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean acceptsEntries(Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      if (names != null && !names.accepts(name)) {
        return false;
      }
      for (FastAccept each : ofEntry(name)) {
        if (!each.accepts(entry.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  /** The schemas that the value of an entry must satisfy. */
  private List<FastAccept> ofEntry(String name) {
    FastAccept byName = named.get(name);
    if (patterns.isEmpty()) {
      FastAccept only = byName == null ? others : byName;
      return only == null ? List.of() : List.of(only);
    }
    List<FastAccept> all = new ArrayList<>(1);
    if (byName != null) {
      all.add(byName);
    }
    patterns.forEach(
        (pattern, nested) -> {
          if (pattern.matcher(name).find()) {
            all.add(nested);
          }
        });
    if (all.isEmpty() && others != null) {
      all.add(others);
    }
    return all;
  }

  /** The first wrong JSON type in the order of the schema, null when there is none. */
  @Nullable Fault wrongType(@Nullable Object value, Place place) {
    return fault(value, place, true);
  }

  /**
   * The first fault in the order of the schema, null when there is none. What a value lacks is told
   * by {@code required} of the schema itself and is no fault here.
   */
  @Nullable Fault fault(@Nullable Object value, Place place) {
    return fault(value, place, false);
  }

  private @Nullable Fault fault(@Nullable Object value, Place place, boolean typesOnly) {
    for (Rule rule : rules) {
      if (!rule.keyword.equals("required") && !rule.check.accepts(value)) {
        // What is in a value of another fault is not looked at: it may be more than is allowed.
        return typesOnly && !rule.keyword.equals("type")
            ? null
            : new Fault(rule.keyword, schema, place, rule.keyword.equals("not"));
      }
    }
    Fault found = reference == null ? null : reference.fault(value, place, typesOnly);
    if (found == null && value instanceof Map<?, ?> map) {
      return faultOfEntry(map, place, typesOnly);
    }
    if (found == null && items != null && value instanceof List<?> list) {
      for (int i = 0; i < list.size() && found == null; i++) {
        found = items.fault(list.get(i), place.item(i, list.get(i)), typesOnly);
      }
    }
    return found;
  }

  private @Nullable Fault faultOfEntry(Map<?, ?> map, Place place, boolean typesOnly) {
    for (Map.Entry<String, FastAccept> member : named.entrySet()) {
      if (map.containsKey(member.getKey())) {
        Object value = map.get(member.getKey());
        Fault found =
            member.getValue().fault(value, place.entry(member.getKey(), value), typesOnly);
        if (found != null) {
          return found;
        }
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      if (!named.containsKey(name)) {
        Fault found = faultOfOther(name, entry.getValue(), place, typesOnly);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Fault faultOfOther(
      String name, @Nullable Object value, Place place, boolean typesOnly) {
    Place there = place.entry(name, value);
    if (names != null && !names.accepts(name)) {
      Fault ofName = names.fault(name, there, typesOnly);
      return ofName == null ? null : new Fault(ofName.keyword, ofName.schema, there, true);
    }
    for (FastAccept each : ofEntry(name)) {
      Fault found = each.fault(value, there, typesOnly);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The first map that has too many entries, null when there is none. */
  @Nullable Fault tooManyEntries(Map<?, ?> map, Place place) {
    for (Rule rule : rules) {
      if (rule.keyword.equals("maxProperties") && !rule.check.accepts(map)) {
        return new Fault(rule.keyword, schema, place, false);
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() instanceof Map<?, ?> nested) {
        String name = (String) entry.getKey();
        for (FastAccept each : ofEntry(name)) {
          Fault found = each.tooManyEntries(nested, place.entry(name, nested));
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  /** Finds the texts that have a format, in a value that is accepted. */
  void formatted(@Nullable Object value, Place place, Consumer<Formatted> found) {
    if (!hasFormat) {
      return;
    }
    if (format != null && value instanceof String text) {
      found.accept(new Formatted(format, text, schema, place));
    }
    if (reference != null) {
      reference.formatted(value, place, found);
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, nested) -> {
            for (FastAccept each : ofEntry((String) name)) {
              each.formatted(nested, place.entry((String) name, nested), found);
            }
          });
    }
    if (items != null && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        items.formatted(list.get(i), place.item(i, list.get(i)), found);
      }
    }
  }
}
