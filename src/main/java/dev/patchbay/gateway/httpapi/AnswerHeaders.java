package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.HeaderSyntax;
import io.vertx.core.MultiMap;

/** The headers of answers whose names and values come from functions and mappings. */
final class AnswerHeaders {

  private AnswerHeaders() {}

  /** Adds a header; one that HTTP cannot have is left out. */
  static void add(String name, String value, MultiMap headers) {
    if (HeaderSyntax.isHeader(name, value)) {
      headers.add(name, HeaderSyntax.encoded(value));
    }
  }
}
