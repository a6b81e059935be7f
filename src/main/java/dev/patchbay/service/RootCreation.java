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
 * the root and the size of its collection are watched, for no resources exist below a root that
 * does not exist.
 */
final class RootCreation {

  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final DrawnIds drawn;
  private final InstantSource clock;

  RootCreation(
      ResourceStore store, ResourceDecisions decisions, IdGenerator ids, InstantSource clock) {
    this.store = store;
    this.decisions = decisions;
    this.drawn = new DrawnIds(ids);
    this.clock = clock;
  }

  /**
   * Creates a root.
   *
   * @param change the members of the root
   * @param trees makes the root of an identifier with the resources below it; its refusal refuses
   *     the request
   * @param recorded the change that the log of the root begins with
   */
  Future<Resource> create(
      Call call,
      ResourceCollection roots,
      Map<String, Object> change,
      Function<ResourceId, ResourceTree> trees,
      Function<Resource, Change> recorded) {
    return drawn.create(roots, (id, taken) -> create(call, id, change, trees, recorded, taken));
  }

  private Future<Resource> create(
      Call call,
      ResourceId id,
      Map<String, Object> change,
      Function<ResourceId, ResourceTree> trees,
      Function<Resource, Change> recorded,
      ServiceException taken) {
    Instant now = clock.instant();
    return Future.succeededFuture()
        .map(begun -> trees.apply(id).all())
        .compose(
            tree ->
                store.commit(
                    new Transition<>(
                        call,
                        new Read.OfSize(id.collection()),
                        decisions.readsOfCreate(id, change),
                        snapshot ->
                            Decision.orReject(
                                () ->
                                    storing(
                                        decisions.create(id, change, taken, now, snapshot),
                                        tree,
                                        recorded)))));
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
