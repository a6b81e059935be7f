package dev.patchbay.store;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Keeps resources. Every method must be called on the event loop that the store was made on, and
 * completes there.
 *
 * <p>All of them fail with {@link dev.patchbay.model.ServiceException} alone: SERVICE_UNAVAILABLE
 * when the store did not answer in time or at all, INTERNAL_FAILURE when stored data cannot be
 * read.
 */
public interface ResourceStore {

  /** Reads one resource, as the last completed commit left it. */
  Future<Optional<Resource>> find(ResourceId id);

  /**
   * Reads a part of a collection in ascending order of identifiers, at least one resource and at
   * most about {@link Limit#PAGE_BYTES} bytes. Resources that exist throughout a walk over all
   * pages are seen once, whatever is created or deleted meanwhile. A collection whose parent does
   * not exist is empty.
   */
  Future<Page> list(ResourceCollection collection, PageRequest request);

  /**
   * Commits a transition: its writes are stored together, and only if no read has changed; else it
   * is decided again on the current state. The future completes after the commit, never before.
   *
   * <p>Transitions with the same subject, given to the same store, are decided in the order of
   * these calls.
   *
   * @return the transition's result; fails with its refusal, with CONFLICT after too many lost
   *     races, and with SERVICE_UNAVAILABLE, after which the writes may or may not have been stored
   */
  <R> Future<R> commit(Transition<R> transition);

  /**
   * Reads parts of the change logs of APIs. A change log holds the changes of transitions, in the
   * order in which they were stored: a reader that continues after the last change it has read
   * misses none and sees none twice. Its oldest changes are trimmed.
   *
   * <p>For subscribers: their reads take a bounded share of the connections, and wait for each
   * other.
   *
   * @return a part for each request, in their order; each may fail or be late without the others.
   *     The change log of a missing root is empty.
   */
  List<Future<ChangesPage>> changes(List<ChangesRequest> requests);

  /** Reads a part of one change log for an ordinary request, which waits for no subscriber. */
  default Future<ChangesPage> changes(ChangesRequest request) {
    return changes(List.of(request)).get(0);
  }

  /** The newest change of a root, {@link ChangeId#ZERO} where there is none in its change log. */
  Future<ChangeId> newestChange(ResourceId root);
}
