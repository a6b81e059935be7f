package dev.patchbay.wire;

import dev.patchbay.wire.KeywordCheck.Check;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of the keywords of JSON Schema that look at one value alone. */
final class KeywordChecks {

  private KeywordChecks() {}

  /** The check of a schema's keyword. */
  static Check of(String keyword, JsonObject schema) {
    return switch (keyword) {
      case "type" -> type(schema.getValue("type"));
      case "required" -> required(strings(schema.getJsonArray("required")));
      case "enum" -> oneOf(schema.getJsonArray("enum"));
      case "const" -> oneOf(new JsonArray().add(schema.getValue("const")));
      case "minLength" -> lengthAtLeast(schema.getInteger("minLength"));
      case "maxLength" -> lengthAtMost(schema.getInteger("maxLength"));
      case "minProperties" -> propertiesAtLeast(schema.getInteger(keyword));
      case "maxProperties" -> propertiesAtMost(schema.getInteger(keyword));
      case "minItems" -> itemsAtLeast(schema.getInteger(keyword));
      case "maxItems" -> itemsAtMost(schema.getInteger(keyword));
      case "minimum" -> numberAtLeast(schema.getLong("minimum"));
      case "maximum" -> numberAtMost(schema.getLong("maximum"));
      case "pattern" -> pattern(Pattern.compile(schema.getString("pattern")));
      case "not" -> never(schema.getJsonObject("not"));
      default -> throw new IllegalStateException("its keyword " + keyword + " is not supported");
    };
  }

  private static Check type(Object type) {
    Set<String> types =
        type instanceof JsonArray several ? Set.copyOf(strings(several)) : Set.of((String) type);
    if (types.contains("number")) {
      return value -> value instanceof Number || types.contains(typeOf(value));
    }
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

  private static Check required(List<String> names) {
    return value -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll(names);
  }

  /** Requests hold integers as Long. */
  private static Check oneOf(JsonArray allowed) {
    Set<@Nullable Object> values = new HashSet<>();
    for (Object each : allowed) {
      if (each instanceof Integer number) {
        values.add(number.longValue());
      } else if (each == null || each instanceof String || each instanceof Boolean) {
        values.add(each);
      } else {
        throw new IllegalStateException("its value " + each + " is not supported");
      }
    }
    return values::contains;
  }

  /** A code point has one or two units, so most lengths need no counting. */
  private static Check lengthAtLeast(int codePoints) {
    return value ->
        !(value instanceof String text)
            || text.length() >= 2 * codePoints
            || text.codePointCount(0, text.length()) >= codePoints;
  }

  private static Check lengthAtMost(int codePoints) {
    return value ->
        !(value instanceof String text)
            || text.length() <= codePoints
            || text.codePointCount(0, text.length()) <= codePoints;
  }

  private static Check propertiesAtLeast(int least) {
    return value -> !(value instanceof Map<?, ?> map) || map.size() >= least;
  }

  private static Check propertiesAtMost(int most) {
    return value -> !(value instanceof Map<?, ?> map) || map.size() <= most;
  }

  private static Check itemsAtLeast(int least) {
    return value -> !(value instanceof List<?> list) || list.size() >= least;
  }

  private static Check itemsAtMost(int most) {
    return value -> !(value instanceof List<?> list) || list.size() <= most;
  }

  private static Check numberAtLeast(long minimum) {
    return value -> !(value instanceof Number number) || compare(number, minimum) >= 0;
  }

  private static Check numberAtMost(long maximum) {
    return value -> !(value instanceof Number number) || compare(number, maximum) <= 0;
  }

  /** A BigInteger of a request is beyond every long. */
  private static int compare(Number number, long bound) {
    if (number instanceof Long integer) {
      return Long.compare(integer, bound);
    }
    return number instanceof BigInteger large
        ? large.signum()
        : Double.compare(number.doubleValue(), (double) bound);
  }

  private static Check pattern(Pattern pattern) {
    return value -> !(value instanceof String text) || pattern.matcher(text).find();
  }

  private static Check never(JsonObject schema) {
    if (!schema.isEmpty() && !schema.fieldNames().equals(Set.of("__absolute_uri__"))) {
      throw new IllegalStateException("its keyword not is supported with {} only");
    }
    return value -> false;
  }

  static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
