package dev.patchbay.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes the members that structures do not have, as AWS does. */
final class KnownMembers {

  private KnownMembers() {}

  /**
   * Leaves out members that the structures of the schema do not have, at any depth.
   *
   * @param value a value that the schema accepts
   * @return the same object where no member is left out
   */
  static @Nullable Object of(CompiledSchema schema, @Nullable Object value) {
    if (!schema.hasStructures()) {
      return value;
    }
    Object known = schema.reference() == null ? value : of(schema.reference(), value);
    for (CompiledSchema each : schema.alternatives()) {
      known = each.accepts(value) ? of(each, known) : known;
    }
    if (known instanceof Map<?, ?> map) {
      return ofMap(schema.entries(), map);
    }
    return known instanceof List<?> list && schema.items() != null
        ? ofList(schema.items(), list)
        : known;
  }

  private static Object ofMap(EntrySchemas schemas, Map<?, ?> map) {
    if (schemas.isKnown(map)) {
      return map;
    }
    Map<Object, @Nullable Object> changed = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      boolean isUnknown = schemas.isUnknown(name);
      Object known = entry.getValue();
      for (CompiledSchema each : schemas.of(name)) {
        known = of(each, known);
      }
      if (isUnknown || known != entry.getValue()) {
        changed = changed == null ? new LinkedHashMap<>(map) : changed;
        changed.put(name, known);
        if (isUnknown) {
          changed.remove(name);
        }
      }
    }
    return changed == null ? map : Collections.unmodifiableMap(changed);
  }

  private static Object ofList(CompiledSchema items, List<?> list) {
    List<@Nullable Object> known = new ArrayList<>(list.size());
    boolean changed = false;
    for (Object item : list) {
      Object knownItem = of(items, item);
      changed |= knownItem != item;
      known.add(knownItem);
    }
    return changed ? Collections.unmodifiableList(known) : list;
  }
}
