package dev.patchbay.gateway.route;

import io.vertx.core.Future;
import java.util.Optional;

/** Reads what stages serve from the store. Belongs to one event loop. */
@FunctionalInterface
public interface DeployedSnapshots {

  /**
   * Reads what a stage serves now, as {@link ApiSnapshots#find} answers it.
   *
   * @param known the snapshot of an earlier read, which is answered again where nothing has changed
   */
  Future<Optional<ApiSnapshot>> read(String apiId, String stage, Optional<ApiSnapshot> known);
}
