package dev.patchbay.model;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The unmodifiable members of a resource, with their JSON bytes once they have been written or
 * read: a record and an answer have the same bytes, which are made once.
 */
public final class Members extends AbstractMap<String, Object> {

  private final Map<String, Object> values;
  private volatile byte @Nullable [] encoded;

  private Members(Map<String, Object> values, byte @Nullable [] encoded) {
    this.values = Collections.unmodifiableMap(values);
    this.encoded = encoded;
  }

  /** These members as they are now, in their order. */
  static Members of(Map<String, Object> values) {
    return values instanceof Members members
        ? members
        : new Members(new LinkedHashMap<>(values), null);
  }

  /** Returns the members of a type that are set, in the order of the wire. */
  public static Members of(ResourceType type, Map<String, Object> values) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String name : type.members().keySet()) {
      Object value = values.get(name);
      if (value != null) {
        ordered.put(name, value);
      }
    }
    return new Members(ordered, null);
  }

  /** Members that were read from these bytes; nobody changes either of them any more. */
  public static Members read(Map<String, Object> values, byte[] encoded) {
    return new Members(values, encoded);
  }

  /**
   * Their bytes, which are not to be changed.
   *
   * @param encoder makes them, where they are not known yet; there is one encoder in all
   */
  public byte[] encoded(Function<Map<String, Object>, byte[]> encoder) {
    byte[] bytes = encoded;
    if (bytes == null) {
      bytes = encoder.apply(values);
      encoded = bytes;
    }
    return bytes;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return values.entrySet();
  }

  @Override
  public Set<String> keySet() {
    return values.keySet();
  }

  @Override
  public Collection<Object> values() {
    return values.values();
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return values.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return values.containsKey(name);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    values.forEach(action);
  }

  // Inherited they would go through entries that are wrapped one by one.
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || values.equals(other);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
