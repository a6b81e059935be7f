package dev.patchbay.gateway.route;

import io.vertx.core.Future;
import java.util.Optional;

/** The deployed APIs by stage. Belongs to one event loop. */
public interface ApiSnapshots {

  /**
   * Finds what a stage serves now.
   *
   * @return nothing where there is no such API of WebSockets, no such stage, or nothing is deployed
   *     to it; fails where the store cannot be read
   */
  Future<Optional<ApiSnapshot>> find(String apiId, String stage);
}
