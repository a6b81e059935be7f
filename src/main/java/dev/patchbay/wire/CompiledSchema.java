package dev.patchbay.wire;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema compiled for one question: is a value valid? The validator of Vert.x answers it
 * too, but it compiles patterns at each use and reports every fault: a body of 1 MB kept the event
 * loop busy for most of a second. A test holds that both agree. {@link FirstFault} finds the fault
 * of a value that is not valid.
 *
 * <p>The cost of a check is bounded by the size of the value: lengths and counts are checked before
 * patterns and before nested values. Formats cost the most, so {@link Expressions} checks them
 * after everything else.
 */
final class CompiledSchema {

  private final JsonObject document;
  private final KeywordCheck[] checks;
  private final @Nullable String format;
  private final @Nullable CompiledSchema reference;
  private final EntrySchemas entries;
  private final @Nullable CompiledSchema items;
  private final List<CompiledSchema> alternatives;
  private final boolean hasFormats;
  private final boolean hasStructures;

  /**
   * A schema of compiled parts.
   *
   * @param document the schema as it is written
   * @param checks the keywords that refuse a value by itself, the cheapest first
   * @param reference the schema that {@code $ref} names
   * @param entries the schemas of a map's entries
   * @param items the schema of a list's items
   * @param alternatives the schemas of {@code oneOf}, whose check is among the checks
   */
  CompiledSchema(
      JsonObject document,
      List<KeywordCheck> checks,
      @Nullable CompiledSchema reference,
      EntrySchemas entries,
      @Nullable CompiledSchema items,
      List<CompiledSchema> alternatives) {
    this.document = document;
    this.checks = checks.toArray(KeywordCheck[]::new);
    this.format = document.getString("format");
    this.reference = reference;
    this.entries = entries;
    this.items = items;
    this.alternatives = alternatives;
    List<CompiledSchema> below =
        Stream.of(Stream.ofNullable(reference), Stream.ofNullable(items), alternatives.stream())
            .<CompiledSchema>flatMap(each -> each)
            .toList();
    this.hasFormats =
        format != null || entries.hasFormats() || below.stream().anyMatch(each -> each.hasFormats);
    this.hasStructures =
        entries.hasStructures() || below.stream().anyMatch(each -> each.hasStructures);
  }

  /** Whether a value of {@link JsonValues} is valid but for its formats. */
  boolean accepts(@Nullable Object value) {
    for (KeywordCheck each : checks) {
      if (!each.check().accepts(value)) {
        return false;
      }
    }
    if (reference != null && !reference.accepts(value)) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return entries.accept(map);
    }
    if (items != null && value instanceof List<?> list) {
      for (Object item : list) {
        if (!items.accepts(item)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The schema as it is written. */
  JsonObject document() {
    return document;
  }

  /** The first keyword that refuses a value by itself, without {@code except}. */
  @Nullable String refusing(@Nullable Object value, String except) {
    for (KeywordCheck each : checks) {
      if (!each.check().accepts(value) && !each.keyword().equals(except)) {
        return each.keyword();
      }
    }
    return null;
  }

  /** Whether a map has no more entries than {@code maxProperties} allows. */
  boolean acceptsSizeOf(Map<?, ?> map) {
    return Arrays.stream(checks)
        .filter(each -> each.keyword().equals("maxProperties"))
        .allMatch(each -> each.check().accepts(map));
  }

  /** The format that a text must have. */
  @Nullable String format() {
    return format;
  }

  @Nullable CompiledSchema reference() {
    return reference;
  }

  EntrySchemas entries() {
    return entries;
  }

  @Nullable CompiledSchema items() {
    return items;
  }

  /** The schemas of which a value must satisfy one, none where there is no choice. */
  List<CompiledSchema> alternatives() {
    return alternatives;
  }

  /** Whether it or a schema below it has a format. */
  boolean hasFormats() {
    return hasFormats;
  }

  /** Whether it or a schema below it is a structure. */
  boolean hasStructures() {
    return hasStructures;
  }
}
