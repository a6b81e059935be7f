package dev.patchbay;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bodies that break one constraint of a schema each, at any depth, and satisfy all others. */
final class BrokenRequests {

  /** Lists of more items than this are not made longer: the limit of values would come first. */
  private static final int ITEMS_MAX = 300;

  /** Texts of which one has each pattern of the schemas. */
  private static final List<String> SAMPLES = List.of("a", "a1", "2026-01-31T12:00:00Z", "'a'");

  /**
   * One body.
   *
   * @param error the type of the refusal
   * @param text a part of its message, which names the member
   */
  record Broken(JsonObject body, String error, String text) {}

  private final Map<String, String> documents;
  private final List<Broken> all = new ArrayList<>();

  private BrokenRequests(Map<String, String> documents) {
    this.documents = documents;
  }

  /**
   * Bodies of an operation.
   *
   * @param documents the schemas by name
   * @param valid a body that the schema accepts
   */
  static List<Broken> of(Map<String, String> documents, String operation, JsonObject valid) {
    BrokenRequests broken = new BrokenRequests(documents);
    JsonObject schema = broken.document(operation + "Request");
    broken.inStructure(schema, "", valid, body -> body);
    return broken.all;
  }

  private JsonObject document(String name) {
    return new JsonObject(Objects.requireNonNull(documents.get(name), name));
  }

  private JsonObject resolved(JsonObject schema) {
    String reference = schema.getString("$ref");
    if (reference == null) {
      return schema;
    }
    String[] parts = reference.split(".json#/\\$defs/", 2);
    return document(parts[0]).getJsonObject("$defs").getJsonObject(parts[1]);
  }

  private void inStructure(
      JsonObject schema, String path, JsonObject valid, Function<JsonObject, JsonObject> around) {
    for (Object name : schema.getJsonArray("required", new JsonArray())) {
      JsonObject without = valid.copy();
      without.remove((String) name);
      add(around.apply(without), "BadRequestException", missing((String) name, schema));
    }
    JsonObject properties = schema.getJsonObject("properties");
    boolean choice = isChoice(schema);
    for (String name : properties.fieldNames()) {
      JsonObject rest = choice ? new JsonObject() : valid;
      inValue(
          resolved(properties.getJsonObject(name)),
          path.isEmpty() ? name : path + "." + name,
          value -> around.apply(rest.copy().put(name, value)));
    }
    if (choice) {
      JsonObject both = new JsonObject();
      properties
          .fieldNames()
          .forEach(name -> both.put(name, minimal(resolved(properties.getJsonObject(name)))));
      add(around.apply(both), "BadRequestException", path);
    }
  }

  /** Whether exactly one of the members is demanded. */
  private static boolean isChoice(JsonObject schema) {
    return schema.containsKey("oneOf");
  }

  private void inValue(JsonObject schema, String path, Function<Object, JsonObject> around) {
    switch (type(schema)) {
      case "string" -> {
        add(around.apply(new JsonObject()), "SerializationException", path);
        inText(schema, path, around);
      }
      case "array" -> {
        add(around.apply("a"), "SerializationException", path);
        inList(schema, path, around);
      }
      case "object" -> {
        add(around.apply("a"), "SerializationException", path);
        if (schema.containsKey("properties")) {
          inStructure(schema, path, (JsonObject) minimal(schema), body -> around.apply(body));
        } else {
          inMap(schema, path, around);
        }
      }
      default -> {
        add(around.apply("a"), "SerializationException", path);
        if (schema.containsKey("minimum")) {
          add(around.apply(schema.getLong("minimum") - 1), "BadRequestException", path);
        }
        if (schema.containsKey("maximum")) {
          add(around.apply(schema.getLong("maximum") + 1), "BadRequestException", path);
        }
      }
    }
  }

  private void inText(JsonObject schema, String path, Function<Object, JsonObject> around) {
    if (schema.containsKey("enum")) {
      add(around.apply("NONE_OF_THESE"), "BadRequestException", path);
    }
    if (schema.getInteger("minLength", 0) > 0) {
      add(
          around.apply("a".repeat(schema.getInteger("minLength") - 1)),
          "BadRequestException",
          path);
    }
    if (schema.containsKey("maxLength")) {
      add(
          around.apply("a".repeat(schema.getInteger("maxLength") + 1)),
          "BadRequestException",
          path);
    }
  }

  private void inList(JsonObject schema, String path, Function<Object, JsonObject> around) {
    JsonObject items = resolved(schema.getJsonObject("items"));
    int most = schema.getInteger("maxItems");
    if (schema.getInteger("minItems", 0) > 0) {
      add(around.apply(new JsonArray()), "BadRequestException", path);
    }
    if (most < ITEMS_MAX) {
      JsonArray more = new JsonArray();
      for (int i = 0; i <= most; i++) {
        more.add(minimal(items));
      }
      add(around.apply(more), "BadRequestException", path);
    }
    inValue(items, path + "[0]", value -> around.apply(new JsonArray().add(value)));
  }

  private void inMap(JsonObject schema, String path, Function<Object, JsonObject> around) {
    JsonObject entries = schema.getJsonObject("additionalProperties");
    if (entries == null || entries.containsKey("not")) {
      return;
    }
    JsonObject entry = resolved(entries);
    JsonObject names = schema.getJsonObject("propertyNames", new JsonObject());
    if (names.containsKey("maxLength")) {
      String name = "a".repeat(names.getInteger("maxLength") + 1);
      add(around.apply(new JsonObject().put(name, minimal(entry))), "BadRequestException", path);
    }
    inValue(entry, path + ".a", value -> around.apply(new JsonObject().put("a", value)));
  }

  private static String type(JsonObject schema) {
    Object type = schema.getValue("type");
    return type instanceof JsonArray types ? types.getString(0) : String.valueOf(type);
  }

  /** The smallest value that a schema accepts. */
  private Object minimal(JsonObject schema) {
    return switch (type(schema)) {
      case "string" -> text(schema);
      case "boolean" -> true;
      case "array" -> list(schema);
      case "object" -> structure(schema);
      default -> schema.getLong("minimum", 0L);
    };
  }

  private static String text(JsonObject schema) {
    JsonArray allowed = schema.getJsonArray("enum");
    if (allowed != null) {
      return allowed.getString(0);
    }
    @Nullable String pattern = schema.getString("pattern");
    String longEnough = "a".repeat(Math.max(1, schema.getInteger("minLength", 0)));
    return pattern == null
        ? longEnough
        : SAMPLES.stream()
            .filter(each -> Pattern.compile(pattern).matcher(each).find())
            .findFirst()
            .orElse(longEnough);
  }

  private JsonArray list(JsonObject schema) {
    JsonArray list = new JsonArray();
    for (int i = 0; i < schema.getInteger("minItems", 0); i++) {
      list.add(minimal(resolved(schema.getJsonObject("items"))));
    }
    return list;
  }

  private JsonObject structure(JsonObject schema) {
    JsonObject structure = new JsonObject();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (Object name : schema.getJsonArray("required", new JsonArray())) {
      structure.put((String) name, minimal(resolved(properties.getJsonObject((String) name))));
    }
    if (isChoice(schema)) {
      String first = properties.fieldNames().iterator().next();
      structure.put(first, minimal(resolved(properties.getJsonObject(first))));
    }
    return structure;
  }

  private void add(JsonObject body, String error, String text) {
    all.add(new Broken(body, error, text));
  }

  /** The text for a required member that a request does not have. */
  static String missing(String member, JsonObject schema) {
    return schema
        .getJsonObject("properties")
        .getJsonObject(member)
        .getString("x-missing", words(member) + " is required");
  }

  /** {@code Integration type} of integrationType. */
  static String words(String member) {
    String words = member.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
