package dev.patchbay;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of UpdateIntegrationResponse. Few different keys and values, so that patches meet one
 * another.
 */
final class RandomPatch {

  /** For each member the values that are allowed. */
  private static final Map<String, List<@Nullable Object>> VALID =
      Map.of(
          "contentHandlingStrategy", values("", "CONVERT_TO_TEXT", "CONVERT_TO_BINARY", null),
          "integrationResponseKey", values("$default", "/2\\d\\d/", "404", "😀", null),
          "templateSelectionExpression", values("", "\\$default", "$x", null));

  private static final Map<String, List<@Nullable Object>> INVALID =
      Map.of(
          "contentHandlingStrategy", values("convert", 1, true, new JsonObject()),
          "integrationResponseKey", values("", "/(/", "/sibling/", 200, "k".repeat(1025)),
          "templateSelectionExpression", values("e".repeat(1025), 0, List.of()),
          "responseParameters",
              values("", Map.of("x", "'1'"), Map.of("method.response.header.a", "x"), 7),
          "responseTemplates",
              values("", Map.of("", "x"), Map.of("a", 1), Map.of("a", "t".repeat(32_769))));

  static final List<String> MEMBERS =
      List.of(
          "contentHandlingStrategy",
          "integrationResponseKey",
          "responseParameters",
          "responseTemplates",
          "templateSelectionExpression");

  private RandomPatch() {}

  private static List<@Nullable Object> values(@Nullable Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  /** Some of these members, in any order, with values that are allowed. */
  static JsonObject valid(Seeded seeded, List<String> members) {
    JsonObject patch = new JsonObject();
    for (String member : shuffled(seeded, members)) {
      if (!seeded.onceIn(2)) {
        patch.put(member, validValue(seeded, member));
      }
    }
    if (seeded.onceIn(4)) {
      patch.put("unknown", 1);
    }
    return patch;
  }

  /** Like a valid one, but for one member. */
  static JsonObject invalid(Seeded seeded) {
    String wrong = seeded.oneOf(MEMBERS);
    JsonObject patch = valid(seeded, MEMBERS);
    patch.remove(wrong);
    return patch.put(wrong, seeded.oneOf(Objects.requireNonNull(INVALID.get(wrong))));
  }

  private static @Nullable Object validValue(Seeded seeded, String member) {
    return switch (member) {
      case "responseParameters" ->
          map(seeded, "method.response.header.", values("'1'", "'2'", "context.a", "", null));
      case "responseTemplates" -> map(seeded, "", values("1", "2", "é😀", "", null));
      default -> seeded.oneOf(Objects.requireNonNull(VALID.get(member)));
    };
  }

  private static JsonObject map(Seeded seeded, String prefix, List<@Nullable Object> values) {
    JsonObject map = new JsonObject();
    for (String key : shuffled(seeded, List.of("a", "b", "c", "d"))) {
      if (seeded.onceIn(2)) {
        map.put(prefix + key, seeded.oneOf(values));
      }
    }
    return map;
  }

  static <T> List<T> shuffled(Seeded seeded, List<T> values) {
    List<T> shuffled = new ArrayList<>(values);
    for (int last = shuffled.size() - 1; last > 0; last--) {
      Collections.swap(shuffled, last, seeded.random().nextInt(last + 1));
    }
    return shuffled;
  }
}
