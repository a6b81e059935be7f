package dev.patchbay.wire;

import dev.patchbay.wire.FastAccept.Check;
import io.vertx.core.json.JsonArray;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of keywords that look at one value and not into it. */
final class ScalarChecks {

  private ScalarChecks() {}

  static Check type(Object type) {
    Set<String> types =
        type instanceof JsonArray several ? Set.copyOf(strings(several)) : Set.of((String) type);
    return value -> types.contains(typeOf(value));
  }

  private static String typeOf(@Nullable Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Map) {
      return "object";
    }
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof List) {
      return "array";
    }
    return value instanceof Long || value instanceof BigInteger ? "integer" : "number";
  }

  /** The values that the schemas list are strings and null. */
  static Check oneOf(JsonArray allowed) {
    Set<@Nullable Object> values = new HashSet<>();
    allowed.forEach(values::add);
    return values::contains;
  }

  /** A code point has one or two units, so most lengths need no counting. */
  static Check lengthAtLeast(int codePoints) {
    return value ->
        !(value instanceof String text)
            || text.length() >= 2 * codePoints
            || text.codePointCount(0, text.length()) >= codePoints;
  }

  static Check lengthAtMost(int codePoints) {
    return value ->
        !(value instanceof String text)
            || text.length() <= codePoints
            || text.codePointCount(0, text.length()) <= codePoints;
  }

  static Check atLeast(long minimum) {
    return value -> value instanceof Long number ? number >= minimum : !(value instanceof Number);
  }

  static Check atMost(long maximum) {
    return value -> value instanceof Long number ? number <= maximum : !(value instanceof Number);
  }

  static Check pattern(Pattern pattern) {
    return value -> !(value instanceof String text) || pattern.matcher(text).find();
  }

  static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
