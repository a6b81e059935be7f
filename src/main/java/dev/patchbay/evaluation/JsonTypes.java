package dev.patchbay.evaluation;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The primitive types of JSON Schema, by their names in the keyword {@code type}. */
final class JsonTypes {

  private JsonTypes() {}

  /** Returns whether a value has a type; an integer is a number, too. */
  static boolean isOf(@Nullable Object value, String type) {
    String own = name(value);
    return own.equals(type) || (type.equals("number") && own.equals("integer"));
  }

  /** Returns the name of the narrowest type of a value. */
  static String name(@Nullable Object value) {
    if (value instanceof TemplateMap) {
      return "object";
    }
    if (value instanceof TemplateList) {
      return "array";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return "integer";
    }
    return value == null ? "null" : "number";
  }
}
