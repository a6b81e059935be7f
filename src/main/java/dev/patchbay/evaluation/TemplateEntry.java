package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/** An entry of a map, as {@code entrySet()} gives it to a template. */
record TemplateEntry(Object key, @Nullable Object value) {

  @Override
  public String toString() {
    return Printer.text(key) + "=" + Printer.text(value);
  }
}
