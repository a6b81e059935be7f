package dev.patchbay.gateway.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers of a proxy's reply that the answer to a handshake takes over. */
final class ProxyHeaders {

  /** The gateway writes these itself, or they are about the connection to the backend. */
  private static final Set<String> NOT_COPIED =
      Set.of(
          "connection",
          "date",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String CONTENT_TYPE = "content-type";
  private static final String SUBPROTOCOL = "sec-websocket-protocol";
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]{0,8192}");

  private ProxyHeaders() {}

  /** Returns the headers of an accepted handshake, whose answer has no body. */
  static Map<String, String> accepted(Map<String, List<String>> headers) {
    return copy(headers, false);
  }

  /** Returns the headers of a refusal; AWS adds a character set to its content type. */
  static Map<String, String> refused(Map<String, List<String>> headers) {
    Map<String, String> copied = copy(headers, true);
    copied.replaceAll(
        (name, value) ->
            name.equalsIgnoreCase(CONTENT_TYPE) && !value.contains("charset")
                ? value + "; charset=UTF-8"
                : value);
    return copied;
  }

  /** Of a repeated header the last value counts. */
  private static Map<String, String> copy(Map<String, List<String>> headers, boolean hasBody) {
    Map<String, String> copied = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean isCopied =
              lower.equals(SUBPROTOCOL)
                  || (hasBody && lower.equals(CONTENT_TYPE))
                  || (!lower.startsWith("content-")
                      && !lower.startsWith("sec-websocket-")
                      && !NOT_COPIED.contains(lower));
          if (isCopied && !values.isEmpty() && HeaderSyntax.isName(name)) {
            String value = values.get(values.size() - 1);
            if (VALUE.matcher(value).matches()) {
              copied.put(name, value);
            }
          }
        });
    return copied;
  }
}
