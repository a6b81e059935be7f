package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.http.HttpAddress;
import dev.patchbay.gateway.route.Route;
import java.util.Optional;
import java.util.Set;

/**
 * The stage of a request and the path below it.
 *
 * @param prefix what the path of the client has before that path
 * @param path begins with a slash, nothing decoded
 */
record StagePath(String stage, String prefix, String path) {

  /**
   * Selects the stage as AWS does: the one that the path begins with, else {@code $default}.
   *
   * @param stages the names of the stages of the API
   */
  static Optional<StagePath> select(HttpAddress address, Set<String> stages) {
    if (address.stage().isPresent()) {
      return Optional.of(new StagePath(address.stage().get(), address.mapping(), address.path()));
    }
    String path = address.path();
    int slash = path.indexOf('/', 1);
    String first = slash < 0 ? path.substring(1) : path.substring(1, slash);
    if (stages.contains(first)) {
      return Optional.of(
          new StagePath(first, "/" + first, slash < 0 ? "/" : path.substring(slash)));
    }
    return stages.contains(Route.DEFAULT)
        ? Optional.of(new StagePath(Route.DEFAULT, "", path))
        : Optional.empty();
  }
}
