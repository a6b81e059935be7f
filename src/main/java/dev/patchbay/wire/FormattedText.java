package dev.patchbay.wire;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text with a format, where it was found. */
record FormattedText(String format, String text, JsonObject schema, Place place) {

  /** Finds the texts that have a format, in a value that the schema accepts. */
  static void find(
      CompiledSchema schema, @Nullable Object value, Place place, Consumer<FormattedText> found) {
    if (!schema.hasFormats()) {
      return;
    }
    if (schema.format() != null && value instanceof String text) {
      found.accept(new FormattedText(schema.format(), text, schema.document(), place));
    }
    if (schema.reference() != null) {
      find(schema.reference(), value, place, found);
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, nested) -> {
            String name = (String) key;
            for (CompiledSchema each : schema.entries().of(name)) {
              find(each, nested, place.entry(name, nested), found);
            }
          });
    }
    if (schema.items() != null && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        find(schema.items(), list.get(i), place.item(i, list.get(i)), found);
      }
    }
  }
}
