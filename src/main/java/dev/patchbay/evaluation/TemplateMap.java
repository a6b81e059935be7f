package dev.patchbay.evaluation;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that templates see, in insertion order. All that is done with it is charged to the current
 * budget. It may have hidden members, which are read by name and neither printed nor iterated.
 */
final class TemplateMap extends AbstractMap<Object, @Nullable Object> {

  private final Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
  private final Map<String, ?> hidden;

  TemplateMap() {
    this(Map.of());
  }

  TemplateMap(Map<String, ?> hidden) {
    this.hidden = hidden;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Budget.current().step();
    Object value = entries.get(key);
    return value != null || !(key instanceof String) ? value : hidden.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    Budget.current().step();
    return entries.containsKey(key);
  }

  @Override
  public @Nullable Object put(Object key, @Nullable Object value) {
    Budget budget = Budget.current();
    budget.step();
    if (!entries.containsKey(key)) {
      budget.elements(entries.size() + 1L);
    }
    return entries.put(Values.key(key), Values.admit(value));
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    Budget.current().step();
    return entries.remove(key);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Set<Entry<Object, @Nullable Object>> entrySet() {
    return Collections.unmodifiableSet(entries.entrySet());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return Comparison.equal(this, other);
  }

  /** Depends on the size alone: the values may be nested deeply, and maps are rarely keys. */
  @Override
  public int hashCode() {
    return entries.size();
  }

  @Override
  public String toString() {
    return Printer.text(this);
  }
}
