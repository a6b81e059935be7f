package dev.patchbay.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that a template set in {@code $context.responseOverride}. It has an effect on a
 * refused or accepted connection only, for a frame has neither status nor headers.
 */
public record ResponseOverride(Optional<String> status, Map<String, String> headers) {

  static final ResponseOverride NONE = new ResponseOverride(Optional.empty(), Map.of());

  static ResponseOverride of(TemplateMap override) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (override.get("header") instanceof TemplateMap values) {
      values.forEach((name, value) -> headers.put(Printer.text(name), Printer.text(value)));
    }
    return new ResponseOverride(
        Optional.ofNullable(override.get("status")).map(Printer::text), Map.copyOf(headers));
  }
}
