package dev.patchbay.wire;

import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes values that mostly satisfy a schema, and some that do not, at every depth. */
final class RandomValues {

  /** One value of this many is of any type. */
  private static final int ONE_IS_WRONG_OF = 24;

  private final SplittableRandom random;
  private final SchemaRepository repository;

  RandomValues(SplittableRandom random, SchemaRepository repository) {
    this.random = random;
    this.repository = repository;
  }

  /** Whether a schema accepts a request, its formats included. */
  @SuppressWarnings("unchecked") // The names of JSON are strings.
  static boolean isAccepted(CompiledSchema schema, Expressions expressions, Map<?, ?> request) {
    try {
      if (schema.accepts(request)) {
        expressions.check(schema, (Map<String, Object>) request);
        return true;
      }
      return false;
    } catch (ServiceException e) {
      return false;
    }
  }

  /** A value as the validator of Vert.x takes it. */
  @SuppressWarnings("unchecked") // The names of JSON are strings.
  static JsonObject json(Map<?, ?> value) {
    return new JsonObject((Map<String, Object>) value);
  }

  @Nullable Object of(JsonObject schema) {
    if (random.nextInt(ONE_IS_WRONG_OF) == 0) {
      return anything();
    }
    if (schema.containsKey("const")) {
      return number(schema.getValue("const"));
    }
    if (schema.containsKey("enum")) {
      return number(anyOf(schema.getJsonArray("enum")));
    }
    String reference = schema.getString("__absolute_ref__");
    if (reference != null) {
      return of((JsonObject) repository.find(reference));
    }
    if (schema.containsKey("oneOf") && !schema.containsKey("type")) {
      return of((JsonObject) Objects.requireNonNull(anyOf(schema.getJsonArray("oneOf"))));
    }
    return ofType(schema);
  }

  private @Nullable Object ofType(JsonObject schema) {
    Object types = schema.getValue("type", "string");
    Object type = types instanceof JsonArray several ? anyOf(several) : types;
    return switch (String.valueOf(type)) {
      case "object" -> map(schema);
      case "array" -> list(schema);
      case "integer" -> near(schema.getLong("minimum", 0L), schema.getLong("maximum", 9L));
      case "number" ->
          near(schema.getLong("minimum", 0L), schema.getLong("maximum", 9L))
              + (random.nextBoolean() ? 0.5 : -0.5);
      case "boolean" -> random.nextBoolean();
      case "null" -> null;
      default -> text(schema);
    };
  }

  private long near(long minimum, long maximum) {
    return random.nextBoolean() ? minimum + random.nextInt(-1, 3) : maximum + random.nextInt(-2, 2);
  }

  private String text(JsonObject schema) {
    int length =
        random.nextInt(8) == 0
            ? schema.getInteger("maxLength", 9) + random.nextInt(2)
            : Math.max(0, schema.getInteger("minLength", 0) + random.nextInt(-1, 3));
    return (random.nextInt(4) == 0 ? "\uD83D\uDE00" : "a").repeat(Math.max(0, length));
  }

  private List<@Nullable Object> list(JsonObject schema) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      list.add(of(schema.getJsonObject("items", new JsonObject())));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(JsonObject schema) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    List<?> required = schema.getJsonArray("required", new JsonArray()).getList();
    for (String name : properties.fieldNames()) {
      if (random.nextInt(16) < (required.contains(name) ? 15 : 6)) {
        map.put(name, of(properties.getJsonObject(name)));
      }
    }
    JsonObject others = schema.getJsonObject("additionalProperties");
    for (int count = random.nextInt(others == null ? 1 : 3); count > 0; count--) {
      map.put(text(schema.getJsonObject("propertyNames", new JsonObject())), of(others));
    }
    if (random.nextInt(8) == 0) {
      map.put("unknown", anything());
    }
    return map;
  }

  private @Nullable Object anything() {
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> (long) random.nextInt(-1, 3);
      case 3 -> random.nextDouble();
      case 4 -> "a".repeat(random.nextInt(4));
      case 5 -> List.of("a");
      default -> Map.of("a", "a");
    };
  }

  private @Nullable Object anyOf(JsonArray values) {
    return values.getValue(random.nextInt(values.size()));
  }

  /** Requests hold integers as Long. */
  private static @Nullable Object number(@Nullable Object value) {
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }
}
