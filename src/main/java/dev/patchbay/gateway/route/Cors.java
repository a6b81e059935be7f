package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which origins may call an HTTP API from a browser.
 *
 * @param maxAgeSeconds how long a browser may keep the answer to a preflight request
 */
public record Cors(
    List<String> allowOrigins,
    List<String> allowMethods,
    List<String> allowHeaders,
    List<String> exposeHeaders,
    Optional<Long> maxAgeSeconds,
    boolean allowsCredentials) {

  private static final String EVERY = "*";

  /** The configuration of an API; nothing where it has none. */
  static Optional<Cors> of(Resource api) {
    return api.members().get("corsConfiguration") instanceof Map<?, ?> members && !members.isEmpty()
        ? Optional.of(
            new Cors(
                texts(members.get("allowOrigins")),
                texts(members.get("allowMethods")),
                texts(members.get("allowHeaders")),
                texts(members.get("exposeHeaders")),
                members.get("maxAge") instanceof Number seconds
                    ? Optional.of(seconds.longValue())
                    : Optional.empty(),
                Boolean.TRUE.equals(members.get("allowCredentials"))))
        : Optional.empty();
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** The value of Access-Control-Allow-Origin for an origin; nothing where it is not allowed. */
  public Optional<String> allowed(String origin) {
    if (allowOrigins.contains(EVERY)) {
      return Optional.of(EVERY);
    }
    return allowOrigins.stream().anyMatch(each -> fits(each, origin))
        ? Optional.of(origin)
        : Optional.empty();
  }

  /** At AWS an entry may be a scheme with a star in the place of the host. */
  private static boolean fits(String entry, String origin) {
    return entry.equalsIgnoreCase(origin)
        || (entry.endsWith("://*") && origin.regionMatches(true, 0, entry, 0, entry.length() - 1));
  }
}
