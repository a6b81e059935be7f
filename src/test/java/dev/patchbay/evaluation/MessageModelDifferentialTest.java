package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random schemas and messages, on which the validator of Vert.x decides the same. */
final class MessageModelDifferentialTest {

  private static final List<String> NAMES = List.of("a", "b", "ab");

  private static final List<String> KEYWORDS =
      List.of(
          "type",
          "required",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minimum",
          "maximum",
          "enum",
          "pattern",
          "properties",
          "patternProperties",
          "additionalProperties",
          "items",
          "dependencies",
          "allOf",
          "anyOf",
          "oneOf",
          "not");

  private static final List<String> TYPES =
      List.of("object", "array", "string", "boolean", "integer", "number", "null");

  private final Evaluator evaluator = Evaluations.evaluator();

  @Test
  void vertxDecidesTheSame() {
    AtomicInteger accepted = new AtomicInteger();
    Seeded.times(
        5_000,
        seeded -> {
          JsonObject schema = schema(seeded, 3);
          Object value = value(seeded, 3);
          boolean expected =
              Boolean.TRUE.equals(
                  Validator.create(
                          JsonSchema.of(schema.copy()),
                          new JsonSchemaOptions()
                              .setDraft(Draft.DRAFT4)
                              .setBaseUri("https://example.org"))
                      .validate(value)
                      .getValid());
          accepted.addAndGet(expected ? 1 : 0);
          MessageModel model =
              MessageModel.of("api0000001", "m", Map.of("m", schema.encode())).orElseThrow();
          assertThat(evaluator.check(model, Json.encode(value)).isEmpty())
              .as("%s of %s", Json.encode(value), schema)
              .isEqualTo(expected);
        });
    assertThat(accepted).hasValueGreaterThan(500).hasValueLessThan(4_500);
  }

  private static JsonObject schema(Seeded seeded, int levels) {
    JsonObject schema = new JsonObject();
    for (int i = seeded.random().nextInt(4); i > 0; i--) {
      String keyword = seeded.oneOf(KEYWORDS);
      schema.put(keyword, keywordValue(keyword, seeded, levels - 1));
    }
    return levels == 0 ? new JsonObject() : schema;
  }

  private static @Nullable Object keywordValue(String keyword, Seeded seeded, int levels) {
    return switch (keyword) {
      case "type" ->
          seeded.onceIn(3)
              ? new JsonArray(TYPES.subList(seeded.random().nextInt(6), 7))
              : seeded.oneOf(TYPES);
      case "required" -> new JsonArray().add(seeded.oneOf(NAMES));
      case "enum" -> new JsonArray().add(enumerated(seeded)).add(enumerated(seeded));
      case "pattern" -> seeded.oneOf(List.of("a", "^b", "b$"));
      case "properties" -> new JsonObject().put(seeded.oneOf(NAMES), schema(seeded, levels));
      case "patternProperties" ->
          new JsonObject().put(seeded.oneOf(List.of("a", "b$")), schema(seeded, levels));
      case "additionalProperties" ->
          seeded.onceIn(2) ? Boolean.valueOf(seeded.onceIn(2)) : schema(seeded, levels);
      case "items" ->
          seeded.onceIn(2)
              ? schema(seeded, levels)
              : new JsonArray().add(schema(seeded, levels)).add(schema(seeded, levels));
      case "dependencies" ->
          new JsonObject()
              .put(
                  seeded.oneOf(NAMES),
                  seeded.onceIn(2)
                      ? schema(seeded, levels)
                      : new JsonArray().add(seeded.oneOf(NAMES)));
      case "allOf", "anyOf", "oneOf" ->
          new JsonArray().add(schema(seeded, levels)).add(schema(seeded, levels));
      case "not" -> schema(seeded, levels);
      default -> seeded.random().nextInt(3);
    };
  }

  /** No object, for Vert.x takes {"ab":null} for {"a":3}: it reads an absent member as null. */
  private static @Nullable Object enumerated(Seeded seeded) {
    Object value = value(seeded, 1);
    return value instanceof JsonObject ? 0.5 : value;
  }

  private static @Nullable Object value(Seeded seeded, int levels) {
    return switch (seeded.random().nextInt(levels == 0 ? 5 : 9)) {
      case 0 -> seeded.random().nextInt(4);
      case 1 -> seeded.random().nextInt(4) + 0.5;
      case 2 -> seeded.oneOf(List.of("", "a", "b", "ab", "aba"));
      case 3 -> seeded.onceIn(2);
      case 4 -> null;
      case 5, 6 -> {
        JsonArray array = new JsonArray();
        for (int i = seeded.random().nextInt(4); i > 0; i--) {
          array.add(value(seeded, levels - 1));
        }
        yield array;
      }
      default -> {
        JsonObject object = new JsonObject();
        for (int i = seeded.random().nextInt(4); i > 0; i--) {
          object.put(seeded.oneOf(NAMES), value(seeded, levels - 1));
        }
        yield object;
      }
    };
  }
}
