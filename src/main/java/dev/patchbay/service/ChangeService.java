package dev.patchbay.service;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.util.List;

/**
 * Reads the change logs of roots, for pages and for subscribers. The change log of a deleted root
 * can be read to its end while it is kept. Failures are {@link ServiceException}s.
 */
public final class ChangeService {

  private final ResourceStore store;

  public ChangeService(ResourceStore store) {
    this.store = store;
  }

  /**
   * Reads a part of a root's change log. Fails with NOT_FOUND where neither the root nor such a
   * part of its change log is there.
   */
  public Future<ChangesPage> changes(ChangesRequest request) {
    return store
        .changes(request)
        .compose(
            page ->
                page.changes().isEmpty()
                    ? present(request.root()).map(page)
                    : Future.succeededFuture(page));
  }

  /** Returns the newest change of a root; fails with NOT_FOUND where the root does not exist. */
  public Future<ChangeId> newest(ResourceId root) {
    return present(root).compose(there -> store.newestChange(root));
  }

  /**
   * Reads parts of several change logs, each of which may fail without the others. The change log
   * of a root that does not exist is empty.
   */
  public List<Future<ChangesPage>> follow(List<ChangesRequest> requests) {
    return store.changes(requests);
  }

  private Future<?> present(ResourceId root) {
    return store.find(root).map(found -> found.orElseThrow(() -> ServiceException.notFound(root)));
  }
}
