package dev.patchbay.provider;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The changes of one API that has some. Blocks; not for an event loop. */
record ApiChanges(ServiceCalls service, String apiId) {

  /** As many as a page can hold, for few requests. */
  private static final int PAGE_MAX = 500;

  /** The identifier of the newest change. */
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

  /** The token behind the first so many changes after one; empty where there are no more. */
  Optional<String> nextToken(String after, long changesMax) {
    return nextToken(page("after=" + after + "&maxResults=" + changesMax));
  }

  private static Optional<String> nextToken(Map<String, Object> page) {
    return Optional.ofNullable((String) page.get("nextToken"));
  }

  private Map<String, Object> page(String query) {
    return service.get("/patchbay/v1/apis/" + apiId + "/changes?" + query).orRefused().members();
  }
}
