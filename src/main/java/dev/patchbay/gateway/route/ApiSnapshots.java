package dev.patchbay.gateway.route;

import io.vertx.core.Future;
import java.util.Optional;

/** The deployed APIs by stage. Belongs to one event loop. */
public interface ApiSnapshots {

  /**
   * Finds the current snapshot of a stage.
   *
   * @return empty where there is no such API, no such stage, or no deployment of it; fails where
   *     the store cannot be read
   */
  Future<Optional<ApiSnapshot>> find(String apiId, String stage);
}
