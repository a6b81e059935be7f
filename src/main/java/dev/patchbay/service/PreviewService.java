package dev.patchbay.service;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;

/**
 * Shows a collection as it would be after changes, and stores none of them. Failures are {@link
 * ServiceException}s. A collection is read again only after a change below its root. Belongs to one
 * event loop.
 */
public final class PreviewService {

  /** The name of the change that would create a resource; no stored one has it. */
  public static final String NEW = "new";

  private final ResourceDecisions decisions;
  private final InstantSource clock;
  private final CoalescedReads<ResourceId, ChangeId> newestChanges;
  private final CoalescedReads<ResourceCollection, CollectionView> views;
  private final ViewCache kept = new ViewCache();

  public PreviewService(ResourceStore store, ResourceDecisions decisions, InstantSource clock) {
    this.decisions = decisions;
    this.clock = clock;
    this.newestChanges = new CoalescedReads<>(store::newestChange);
    this.views =
        new CoalescedReads<>(
            collection ->
                store.commit(
                    CollectionView.read(
                        collection,
                        Limit.EVALUATED_RESPONSES.intValue(),
                        Limit.EVALUATED_BYTES.value())));
  }

  /**
   * Reads a collection and applies changes to it.
   *
   * @param changes by the identifier of a resource, or by {@link #NEW}, with members that are valid
   *     against their schemas; they are applied in their order
   * @return fails with NOT_FOUND where the collection's parent is not there, and with BAD_REQUEST
   *     naming the change where an update or a create would be refused
   */
  public Future<CollectionView> preview(
      ResourceCollection collection, Map<String, Map<String, Object>> changes) {
    return view(collection)
        .map(
            view ->
                changes.isEmpty()
                    ? view
                    : new Preview(view, decisions, clock.instant()).with(changes));
  }

  private Future<CollectionView> view(ResourceCollection collection) {
    return newestChanges
        .read(collection.member("").root())
        .compose(
            newest ->
                kept.find(collection, newest)
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () -> views.read(collection).onSuccess(view -> kept.keep(newest, view))));
  }
}
