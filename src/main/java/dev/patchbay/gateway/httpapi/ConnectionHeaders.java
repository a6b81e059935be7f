package dev.patchbay.gateway.httpapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The headers that are about one connection, which no proxy passes on (RFC 9110, section 7.6.1).
 */
final class ConnectionHeaders {

  static final Set<String> ALWAYS =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "trailers",
          "transfer-encoding",
          "upgrade");

  private ConnectionHeaders() {}

  /** Applies an action to each header that a proxy passes on. */
  static void forEachOther(
      Map<String, List<String>> headers, BiConsumer<String, List<String>> action) {
    Set<String> left = of(headers);
    headers.forEach(
        (name, values) -> {
          if (!left.contains(name.toLowerCase(Locale.ROOT))) {
            action.accept(name, values);
          }
        });
  }

  /** Returns the names in lower case: the fixed ones, and the options of the header Connection. */
  private static Set<String> of(Map<String, List<String>> headers) {
    Set<String> names = new TreeSet<>(ALWAYS);
    headers.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase("connection"))
        .flatMap(each -> each.getValue().stream())
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .forEach(names::add);
    return names;
  }
}
