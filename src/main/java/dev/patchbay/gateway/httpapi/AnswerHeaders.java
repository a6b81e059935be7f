package dev.patchbay.gateway.httpapi;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The headers of answers whose names and values come from functions and mappings. */
final class AnswerHeaders {

  /** A token (RFC 9110, section 5.6.2). */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  /** No character of a value may end the header. */
  private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

  private AnswerHeaders() {}

  /** Adds a header; one that HTTP cannot have is left out. */
  static void add(String name, String value, MultiMap headers) {
    if (isHeader(name, value)) {
      headers.add(name, encoded(value));
    }
  }

  static boolean isHeader(String name, String value) {
    return NAME.matcher(name).matches() && VALUE.matcher(value).matches();
  }

  /** Each byte of UTF-8 is sent as one character. */
  static String encoded(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
