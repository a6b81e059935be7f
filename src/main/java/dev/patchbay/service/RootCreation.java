package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Creates a root with resources below it in one transaction: all of them are stored or none. Only
 * the root and the size of its collection are watched, for nothing lies below a root that is not
 * there.
 */
final class RootCreation {

  /** Even among a hundred thousand siblings one in a million identifiers is taken. */
  static final int DRAWS_MAX = 3;

  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final IdGenerator ids;
  private final InstantSource clock;

  RootCreation(
      ResourceStore store, ResourceDecisions decisions, IdGenerator ids, InstantSource clock) {
    this.store = store;
    this.decisions = decisions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Creates a root.
   *
   * @param change the members of the root
   * @param trees makes the root of an identifier with all that lies below it; what it refuses is
   *     refused
   * @param recorded the change that the log of the root begins with
   */
  Future<Resource> create(
      Call call,
      ResourceCollection roots,
      Map<String, Object> change,
      Function<ResourceId, ResourceTree> trees,
      Function<Resource, Change> recorded) {
    return create(call, roots, change, trees, recorded, 1);
  }

  private Future<Resource> create(
      Call call,
      ResourceCollection roots,
      Map<String, Object> change,
      Function<ResourceId, ResourceTree> trees,
      Function<Resource, Change> recorded,
      int draw) {
    ResourceId id = roots.member(ids.next(roots.type()));
    ServiceException taken = ServiceException.concurrentModification();
    Instant now = clock.instant();
    return Future.succeededFuture()
        .map(begun -> trees.apply(id).all())
        .compose(
            tree ->
                store.commit(
                    new Transition<>(
                        call,
                        new Read.OfSize(roots),
                        decisions.readsOfCreate(id, change),
                        snapshot ->
                            Decision.orReject(
                                () ->
                                    storing(
                                        decisions.create(id, change, taken, now, snapshot),
                                        tree,
                                        recorded)))))
        .recover(
            failure ->
                failure == taken && draw < DRAWS_MAX
                    ? create(call, roots, change, trees, recorded, draw + 1)
                    : Future.failedFuture(failure));
  }

  private static Decision<Resource> storing(
      Decision<Resource> ofRoot, List<Resource> tree, Function<Resource, Change> recorded) {
    if (!(ofRoot instanceof Decision.Commit<Resource>)) {
      return ofRoot;
    }
    List<Write> writes = new ArrayList<>();
    tree.stream().map(Write::create).forEach(writes::add);
    writes.add(new Write.AppendChange(recorded.apply(tree.get(0))));
    return new Decision.Commit<>(writes, tree.get(0));
  }
}
