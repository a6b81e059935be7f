package dev.patchbay.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values by which the store finds one resource in its collection. A member that is a map has
 * several.
 *
 * @param pairs a member and a value each, the members in the order of the type's indexed members
 */
public record IndexedValues(List<Map.Entry<String, String>> pairs) {

  public IndexedValues {
    pairs = List.copyOf(pairs);
  }

  /** One value each of some members. */
  public static IndexedValues of(Map<String, String> values) {
    return new IndexedValues(
        values.entrySet().stream().map(each -> Map.entry(each.getKey(), each.getValue())).toList());
  }

  /** The values that a resource of a type with these members has. */
  public static IndexedValues of(ResourceType type, Map<String, Object> members) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String member : type.indexedMembers()) {
      values(type, member, members.get(member))
          .forEach(value -> pairs.add(Map.entry(member, value)));
    }
    return new IndexedValues(pairs);
  }

  private static Stream<String> values(ResourceType type, String member, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().map(String::valueOf).sorted().distinct();
    }
    return value == null ? type.valueOfAbsent(member).stream() : Stream.of(String.valueOf(value));
  }

  public boolean contains(String member, String value) {
    return pairs.contains(Map.entry(member, value));
  }

  public void forEach(BiConsumer<String, String> action) {
    pairs.forEach(pair -> action.accept(pair.getKey(), pair.getValue()));
  }
}
