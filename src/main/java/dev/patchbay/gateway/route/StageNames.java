package dev.patchbay.gateway.route;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** The names of the stages of HTTP APIs, which paths begin with. Belongs to one event loop. */
@FunctionalInterface
public interface StageNames {

  /**
   * Finds the names of the stages of an API.
   *
   * @return nothing where there is no such HTTP API; fails where the store cannot be read
   */
  Future<Optional<Set<String>>> find(String apiId);
}
