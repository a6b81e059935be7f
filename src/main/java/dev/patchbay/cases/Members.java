package dev.patchbay.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A map of a case with the names that it may have.
 *
 * @param name of the map, empty for the case itself
 * @param values by name; members that are null in the file are absent
 */
record Members(String name, Map<String, Object> values) {

  static Members of(String name, @Nullable Object value, String... known) throws InputException {
    Map<String, Object> values = mapOf(name, value);
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new InputException(
          "%s has no member %s; it has %s"
              .formatted(
                  name.isEmpty() ? "a case" : name,
                  String.join(", ", unknown),
                  String.join(", ", known)));
    }
    return new Members(name, values);
  }

  Members members(String member, String... known) throws InputException {
    return of(path(member), values.get(member), known);
  }

  /** A map with any names, in its order; empty where there is none. */
  Map<String, Object> map(String member) throws InputException {
    return mapOf(path(member), values.get(member));
  }

  private static Map<String, Object> mapOf(String name, @Nullable Object value)
      throws InputException {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new InputException(name + " is not a map");
    }
    Map<String, Object> present = new LinkedHashMap<>();
    map.forEach(
        (key, each) -> {
          if (each != null) {
            present.put(String.valueOf(key), each);
          }
        });
    return Collections.unmodifiableMap(present);
  }

  @Nullable String text(String member) throws InputException {
    Object value = values.get(member);
    if (value instanceof Map || value instanceof List) {
      throw new InputException(path(member) + " is not a text");
    }
    return value == null ? null : String.valueOf(value);
  }

  /** A text, or the JSON of any other value; empty where there is none. */
  String body(String member) {
    Object value = values.get(member);
    return value == null ? "" : value instanceof String text ? text : Json.compact(value);
  }

  Map<String, String> texts(String member) throws InputException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : map(member).entrySet()) {
      texts.put(entry.getKey(), scalar(path(member) + "." + entry.getKey(), entry.getValue()));
    }
    return texts;
  }

  private static String scalar(String name, Object value) throws InputException {
    if (value instanceof Map || value instanceof List) {
      throw new InputException(name + " is not a text");
    }
    return String.valueOf(value);
  }

  private String path(String member) {
    return name.isEmpty() ? member : name + "." + member;
  }
}
