package dev.patchbay.provider;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the change log of one root, which has an entry at least. Blocks; not for an event loop. */
record RootChanges(ServiceCalls service, String path) {

  /** The largest page, so that few requests are needed. */
  private static final int PAGE_MAX = 500;

  /** Returns the identifier of the newest change. */
  String newest() {
    Optional<String> token = Optional.of("");
    Map<?, ?> last = Map.of();
    while (token.isPresent()) {
      Map<String, Object> page = page("maxResults=" + PAGE_MAX + "&nextToken=" + token.get());
      List<?> items = (List<?>) Objects.requireNonNull(page.get("items"));
      last = (Map<?, ?>) items.get(items.size() - 1);
      token = nextToken(page);
    }
    return String.valueOf(last.get("changeId"));
  }

  /**
   * Returns the token of the page after the first one that follows a change; empty where that page
   * is the last.
   */
  Optional<String> nextToken(String after, long changesMax) {
    return nextToken(page("after=" + after + "&maxResults=" + changesMax));
  }

  private static Optional<String> nextToken(Map<String, Object> page) {
    return Optional.ofNullable((String) page.get("nextToken"));
  }

  private Map<String, Object> page(String query) {
    return service.get(path + "?" + query).orThrow().members();
  }
}
