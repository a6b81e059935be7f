package dev.patchbay.store;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Counts the decisions of a store, and lets the test act between the reads of a decision and its
 * commit: there the rival of a rehearsed race writes.
 */
public final class ObservedStore implements ResourceStore {

  private final ResourceStore store;
  private final IntConsumer decided;
  private final AtomicInteger decisions = new AtomicInteger();

  /**
   * Observes a store.
   *
   * @param decided called on the store's event loop with the number of the decision, from 1, before
   *     the store learns of it
   */
  public ObservedStore(ResourceStore store, IntConsumer decided) {
    this.store = store;
    this.decided = decided;
  }

  public int decisions() {
    return decisions.get();
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    return store.find(id);
  }

  @Override
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    return store.list(collection, request);
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    return store.commit(
        new Transition<>(
            transition.call(),
            transition.subject(),
            transition.reads(),
            snapshot -> {
              Decision<R> decision = transition.decision().apply(snapshot);
              decided.accept(decisions.incrementAndGet());
              return decision;
            }));
  }

  @Override
  public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
    return store.changes(requests);
  }

  @Override
  public Future<ChangeId> newestChange(ResourceId api) {
    return store.newestChange(api);
  }
}
