package dev.patchbay.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schemas of the entries of a map. */
final class EntrySchemas {

  private final Map<String, CompiledSchema> named;
  private final Map<Pattern, CompiledSchema> patterns;
  private final @Nullable CompiledSchema others;
  private final @Nullable CompiledSchema names;
  private final boolean isStructure;
  private final boolean hasStructuresBelow;

  /**
   * Schemas by the keywords that name them.
   *
   * @param named of {@code properties}, in their order
   * @param patterns of {@code patternProperties}
   * @param others of {@code additionalProperties}
   * @param names of {@code propertyNames}
   * @param isStructure whether the map is a structure of AWS: it has the named members and no
   *     others
   */
  EntrySchemas(
      Map<String, CompiledSchema> named,
      Map<Pattern, CompiledSchema> patterns,
      @Nullable CompiledSchema others,
      @Nullable CompiledSchema names,
      boolean isStructure) {
    this.named = new LinkedHashMap<>(named);
    this.patterns = new LinkedHashMap<>(patterns);
    this.others = others;
    this.names = names;
    this.isStructure = isStructure;
    this.hasStructuresBelow = all().anyMatch(CompiledSchema::hasStructures);
  }

  boolean accept(Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      if (!acceptsName(name)) {
        return false;
      }
      for (CompiledSchema each : of(name)) {
        if (!each.accepts(entry.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  boolean acceptsName(String name) {
    return names == null || names.accepts(name);
  }

  /** The schemas that the value of an entry must satisfy. */
  List<CompiledSchema> of(String name) {
    CompiledSchema byName = named.get(name);
    if (patterns.isEmpty()) {
      CompiledSchema only = byName == null ? others : byName;
      return only == null ? List.of() : List.of(only);
    }
    List<CompiledSchema> all = new ArrayList<>(1);
    if (byName != null) {
      all.add(byName);
    }
    patterns.forEach(
        (pattern, nested) -> {
          if (pattern.matcher(name).find()) {
            all.add(nested);
          }
        });
    if (all.isEmpty() && others != null) {
      all.add(others);
    }
    return all;
  }

  /** The names of {@code properties}, in their order. */
  Set<String> named() {
    return named.keySet();
  }

  /** The schema of every name. */
  @Nullable CompiledSchema names() {
    return names;
  }

  /** Whether structures leave out nothing of a map, as far as that is seen without its values. */
  boolean isKnown(Map<?, ?> map) {
    return !hasStructuresBelow && (!isStructure || named.keySet().containsAll(map.keySet()));
  }

  /** Whether an entry of this name is one that a structure does not have. */
  boolean isUnknown(String name) {
    return isStructure && !named.containsKey(name);
  }

  boolean hasFormats() {
    return all().anyMatch(CompiledSchema::hasFormats);
  }

  boolean hasStructures() {
    return isStructure || hasStructuresBelow;
  }

  private Stream<CompiledSchema> all() {
    return Stream.of(named.values().stream(), patterns.values().stream(), Stream.ofNullable(others))
        .flatMap(each -> each);
  }
}
