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
   * A root that is not stored yet.
   *
   * @param tree the root with all that lies below it
   * @param result of its creation
   */
  record NewRoot<R>(ResourceTree tree, R result) {}

  /**
   * Creates a root.
   *
   * @param change the members of the root
   * @param maker makes the root of an identifier with the resources below it; its refusal refuses
   *     the request
   * @param recorded the change that the log of the root begins with
   */
  <R> Future<R> create(
      Call call,
      ResourceCollection roots,
      Map<String, Object> change,
      Function<ResourceId, NewRoot<R>> maker,
      Function<Resource, Change> recorded) {
    return drawn.create(roots, (id, taken) -> create(call, id, change, maker, recorded, taken));
  }

  private <R> Future<R> create(
      Call call,
      ResourceId id,
      Map<String, Object> change,
      Function<ResourceId, NewRoot<R>> maker,
      Function<Resource, Change> recorded,
      ServiceException taken) {
    Instant now = clock.instant();
    return store.commit(
        new Transition<>(
            call,
            new Read.OfSize(id.collection()),
            decisions.readsOfCreate(id, change),
            snapshot ->
                Decision.orReject(
                    () -> {
                      NewRoot<R> made = maker.apply(id);
                      return storing(
                          decisions.create(id, change, taken, now, snapshot), made, recorded);
                    }),
            true));
  }

  private static <R> Decision<R> storing(
      Decision<Resource> ofRoot, NewRoot<R> made, Function<Resource, Change> recorded) {
    if (!(ofRoot instanceof Decision.Commit<Resource>)) {
      return ofRoot.map(unused -> made.result());
    }
    List<Resource> tree = made.tree().all();
    List<Write> writes = new ArrayList<>();
    tree.stream().map(Write::create).forEach(writes::add);
    writes.add(new Write.AppendChange(recorded.apply(tree.get(0))));
    return new Decision.Commit<>(writes, made.result());
  }
}
