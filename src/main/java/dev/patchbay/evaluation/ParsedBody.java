package dev.patchbay.evaluation;

import org.jspecify.annotations.Nullable;

/** A body that is parsed once, at the first access to its JSON. */
final class ParsedBody {

  private final String text;
  private @Nullable Object document;
  private String fault = "";

  ParsedBody(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** The JSON of the body, {@link JsonPaths#MISSING} where it is none. */
  Object document() {
    if (document == null) {
      try {
        Object parsed = JsonParser.parse(text);
        document = parsed == null ? JsonPaths.JsonNull.NULL : parsed;
      } catch (JsonParser.NotJsonException e) {
        document = JsonPaths.MISSING;
        fault = String.valueOf(e.getMessage());
      }
    }
    return document;
  }

  /** Why the body is not JSON. */
  String fault() {
    return fault;
  }
}
