package dev.patchbay.provider;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Replaces names of types in braces, such as <code>{Integration}</code>, in the values of members.
 *
 * @param id returns the identifier of a resource of a type
 */
record IdPlaceholders(ResourceTypes types, Function<ResourceType, String> id) {

  /** Returns the members with identifiers in the place of names. */
  Map<String, Object> fill(Map<String, Object> members) {
    Map<String, Object> filled = new LinkedHashMap<>(members);
    for (ResourceType type : types.all()) {
      filled.replaceAll((name, value) -> fill(type, value));
    }
    return filled;
  }

  private Object fill(ResourceType type, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> filled = new LinkedHashMap<>(map);
      filled.replaceAll((name, each) -> fill(type, each));
      return filled;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> fill(type, each)).toList();
    }
    String placeholder = "{" + type.typeName() + "}";
    return value instanceof String text && text.contains(placeholder)
        ? text.replace(placeholder, id.apply(type))
        : value;
  }
}
