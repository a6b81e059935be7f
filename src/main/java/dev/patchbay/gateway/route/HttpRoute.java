package dev.patchbay.gateway.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route of an HTTP API.
 *
 * @param key {@code $default}, or a method and a path
 * @param integration nothing where the route has no target
 * @param access what it demands of a client
 */
public record HttpRoute(String key, Optional<HttpIntegration> integration, HttpAccess access) {

  public static final String ANY = "ANY";

  /** Whether it takes the requests that no other route takes. */
  public boolean isDefault() {
    return key.equals(Route.DEFAULT);
  }

  /** The path of its key, or its whole key where that has none. */
  public String path() {
    return key.substring(key.indexOf(' ') + 1);
  }

  String method() {
    return isDefault() ? ANY : key.substring(0, key.indexOf(' '));
  }

  /** The segments of its path. */
  List<String> segments() {
    return List.of(path().substring(1).split("/", -1));
  }

  static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }

  /**
   * The parameters of a path that it takes: the segments of each by its name, in the order of the
   * path.
   */
  Map<String, List<String>> parameters(List<String> requested) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (isDefault()) {
      return parameters;
    }
    List<String> segments = segments();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (isGreedy(segment)) {
        parameters.put(
            segment.substring(1, segment.length() - 2), requested.subList(i, requested.size()));
      } else if (isParameter(segment)) {
        parameters.put(segment.substring(1, segment.length() - 1), List.of(requested.get(i)));
      }
    }
    return parameters;
  }
}
