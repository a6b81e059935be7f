package dev.patchbay.gateway.route;

import io.vertx.core.Future;
import java.util.Optional;

/** Reads the snapshots of stages from the store. Belongs to one event loop. */
@FunctionalInterface
public interface DeployedSnapshots {

  /**
   * Reads the current snapshot of a stage, with the results of {@link ApiSnapshots#find}.
   *
   * @param known the snapshot of an earlier read, which is answered again where nothing has changed
   */
  Future<Optional<ApiSnapshot>> read(String apiId, String stage, Optional<ApiSnapshot> known);
}
