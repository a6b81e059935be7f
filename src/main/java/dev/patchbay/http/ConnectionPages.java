package dev.patchbay.http;

import dev.patchbay.model.ConnectionsPage;
import dev.patchbay.model.PageRequest;
import io.vertx.core.Future;

/** Lists the connections of clients to stages, on all replicas. Belongs to one event loop. */
@FunctionalInterface
public interface ConnectionPages {

  /**
   * Reads a page, which may have fewer connections than were asked for also before the last.
   *
   * @param accountId of the API
   */
  Future<ConnectionsPage> read(String accountId, String apiId, String stageName, PageRequest page);
}
