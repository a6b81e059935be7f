package dev.patchbay.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the first fault of a value, in the order of its schema. */
final class FirstFault {

  private final boolean typesOnly;

  private FirstFault(boolean typesOnly) {
    this.typesOnly = typesOnly;
  }

  /** The first wrong JSON type, null when there is none. */
  static @Nullable Fault wrongType(CompiledSchema schema, @Nullable Object value, Place place) {
    return new FirstFault(true).find(schema, value, place);
  }

  /** The first fault, null when there is none but of formats. */
  static @Nullable Fault of(CompiledSchema schema, @Nullable Object value, Place place) {
    return new FirstFault(false).find(schema, value, place);
  }

  private @Nullable Fault find(CompiledSchema schema, @Nullable Object value, Place place) {
    String keyword = schema.refusing(value, typesOnly ? "required" : "");
    if (keyword != null) {
      // The contents of a faulty value are not checked: they may be larger than allowed.
      return typesOnly && !keyword.equals("type")
          ? null
          : new Fault(keyword, schema.document(), place, keyword.equals("not"));
    }
    CompiledSchema reference = schema.reference();
    Fault found = reference == null ? null : find(reference, value, place);
    if (found == null && value instanceof Map<?, ?> map) {
      return inMap(schema.entries(), map, place);
    }
    CompiledSchema items = schema.items();
    if (found == null && items != null && value instanceof List<?> list) {
      return inList(items, list, place);
    }
    return found;
  }

  private @Nullable Fault inList(CompiledSchema items, List<?> list, Place place) {
    for (int i = 0; i < list.size(); i++) {
      Fault found = find(items, list.get(i), place.item(i, list.get(i)));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Fault inMap(EntrySchemas schemas, Map<?, ?> map, Place place) {
    for (String name : schemas.named()) {
      if (map.containsKey(name)) {
        Fault found = inEntry(schemas, name, map.get(name), place);
        if (found != null) {
          return found;
        }
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      if (!schemas.named().contains(name)) {
        Fault found = inEntry(schemas, name, entry.getValue(), place);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Fault inEntry(
      EntrySchemas schemas, String name, @Nullable Object value, Place place) {
    Place there = place.entry(name, value);
    CompiledSchema names = schemas.names();
    if (names != null && !schemas.acceptsName(name)) {
      Fault ofName = find(names, name, there);
      return ofName == null ? null : new Fault(ofName.keyword(), ofName.schema(), there, true);
    }
    for (CompiledSchema each : schemas.of(name)) {
      Fault found = find(each, value, there);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The first map that has too many entries, null when there is none. */
  static @Nullable Fault tooManyEntries(CompiledSchema schema, Map<?, ?> map, Place place) {
    if (!schema.acceptsSizeOf(map)) {
      return new Fault("maxProperties", schema.document(), place, false);
    }
    CompiledSchema reference = schema.reference();
    Fault found = reference == null ? null : tooManyEntries(reference, map, place);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (found == null && entry.getValue() instanceof Map<?, ?> nested) {
        found = tooManyEntriesIn(schema.entries(), (String) entry.getKey(), nested, place);
      }
    }
    return found;
  }

  private static @Nullable Fault tooManyEntriesIn(
      EntrySchemas schemas, String name, Map<?, ?> nested, Place place) {
    for (CompiledSchema each : schemas.of(name)) {
      Fault found = tooManyEntries(each, nested, place.entry(name, nested));
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
