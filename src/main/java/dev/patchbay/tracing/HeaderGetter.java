package dev.patchbay.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a request, whose names are found in any spelling. */
enum HeaderGetter implements TextMapGetter<Iterable<Map.Entry<String, String>>> {
  INSTANCE;

  @Override
  public Iterable<String> keys(Iterable<Map.Entry<String, String>> headers) {
    return List.of(); // The propagator in use does not read all keys.
  }

  @Override
  public @Nullable String get(@Nullable Iterable<Map.Entry<String, String>> headers, String name) {
    if (headers != null) {
      for (Map.Entry<String, String> header : headers) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue();
        }
      }
    }
    return null;
  }
}
