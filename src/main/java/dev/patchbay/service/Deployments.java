package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates deployments. A snapshot is taken at one moment and stored with the deployment in a second
 * transaction, which does not watch the resources of the snapshot. A change between the two counts
 * as a change after the deployment. Belongs to one event loop.
 */
final class Deployments {

  /** A further attempt follows each deployment of the same stage by another request. */
  private static final int ATTEMPTS_MAX = 5;

  private final ResourceTypes types;
  private final ResourceStore store;
  private final DeploymentDecisions decisions;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final SerialQueue queue = new SerialQueue(Limit.SNAPSHOTS_WAITING.intValue());

  Deployments(
      ResourceTypes types,
      ResourceStore store,
      ResourceDecisions decisions,
      IdGenerator ids,
      InstantSource clock) {
    this.types = types;
    this.store = store;
    this.decisions = new DeploymentDecisions(types, decisions);
    this.ids = ids;
    this.clock = clock;
  }

  /** Creates a deployment, and moves the stage that the change names to it. */
  Future<Resource> create(Call call, ResourceCollection collection, Map<String, Object> change) {
    ResourceTypes.Referrer stages = types.blocking(collection.type()).get(0);
    Set<ResourceId> named =
        Optional.ofNullable((String) change.get(stages.type().idMember()))
            .map(name -> collection.parent().orElseThrow().children(stages.type()).member(name))
            .map(Set::of)
            .orElse(Set.of());
    return create(new NewDeployment(call, collection, change, named, stages.reference(), false))
        .map(Optional::orElseThrow);
  }

  /**
   * Creates a deployment; empty where an automatic one would have the content that its stages show.
   */
  Future<Optional<Resource>> create(NewDeployment request) {
    return queue.run(() -> attempt(request, 1));
  }

  private Future<Optional<Resource>> attempt(NewDeployment request, int attempt) {
    SnapshotView view =
        new SnapshotView(types, request.snapshots(), request.root(), request.stages());
    ServiceException moved = ServiceException.concurrentModification();
    ResourceId id = request.collection().member(ids.next(request.collection().type()));
    return store
        .commit(view.sizes(request.call()))
        .compose(
            sized ->
                store.commit(
                    view.seen(request.call(), members -> decisions.contentId(request, members))))
        .compose(seen -> store.commit(decisions.storing(request, seen, id, moved, clock.instant())))
        .recover(
            failure ->
                failure == moved && attempt < ATTEMPTS_MAX
                    ? attempt(request, attempt + 1)
                    : Future.failedFuture(failure));
  }
}
