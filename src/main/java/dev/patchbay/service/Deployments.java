package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Reference;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates deployments: a snapshot is taken at one moment, and stored with the deployment in a
 * transaction of its own, which watches none of what the snapshot holds. A change meanwhile is as
 * if it came after the deployment. Belongs to one event loop.
 */
final class Deployments {

  /** Each other attempt follows a deployment of the same stage by somebody else. */
  private static final int ATTEMPTS_MAX = 5;

  private final ResourceTypes types;
  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final Turns turns = new Turns(Limit.SNAPSHOTS_WAITING.intValue());

  Deployments(
      ResourceTypes types,
      ResourceStore store,
      ResourceDecisions decisions,
      IdGenerator ids,
      InstantSource clock) {
    this.types = types;
    this.store = store;
    this.decisions = decisions;
    this.ids = ids;
    this.clock = clock;
  }

  /** Creates a deployment, and moves the stage to it that the change names. */
  Future<Resource> create(Call call, ResourceCollection collection, Map<String, Object> change) {
    ResourceTypes.Referrer stages = types.blocking(collection.type()).get(0);
    Optional<ResourceId> stage =
        Optional.ofNullable((String) change.get(stages.type().idMember()))
            .map(name -> collection.parent().orElseThrow().children(stages.type()).member(name));
    return turns.next(
        () -> attempt(new Request(call, collection, change, stage, stages.reference()), 1));
  }

  /**
   * A request for a deployment.
   *
   * @param stage the stage that moves to it
   * @param member the member of a stage that names its deployment
   */
  private record Request(
      Call call,
      ResourceCollection collection,
      Map<String, Object> change,
      Optional<ResourceId> stage,
      Reference member) {

    ResourceId root() {
      return collection.parent().orElseThrow();
    }

    ResourceType snapshots() {
      return collection.type().snapshotType().orElseThrow();
    }

    @Nullable String deploymentOf(Optional<Resource> resource) {
      return resource.map(found -> found.text(member.member())).orElse(null);
    }
  }

  private Future<Resource> attempt(Request request, int attempt) {
    SnapshotView view =
        new SnapshotView(
            types,
            request.snapshots(),
            request.root(),
            request.stage().map(Set::of).orElse(Set.of()));
    ServiceException moved = ServiceException.concurrentModification();
    return store
        .commit(view.sizes(request.call()))
        .compose(sized -> store.commit(view.seen(request.call())))
        .compose(seen -> store.commit(storing(request, seen, moved)))
        .recover(
            failure ->
                failure == moved && attempt < ATTEMPTS_MAX
                    ? attempt(request, attempt + 1)
                    : Future.failedFuture(failure));
  }

  private Transition<Resource> storing(
      Request request, SnapshotView.Seen seen, ServiceException moved) {
    Map<String, Object> content = SnapshotContent.of(request.snapshots(), seen.resources());
    ResourceId snapshotId =
        request
            .root()
            .children(request.snapshots())
            .member(decisions.rulesOf(request.snapshots()).contentId(content));
    ResourceId id = request.collection().member(ids.next(request.collection().type()));
    Map<String, Object> change = new HashMap<>(request.change());
    change.put(DeploymentRules.SNAPSHOT, snapshotId.value());
    change.put(DeploymentRules.IS_AUTOMATIC, false);
    change.put(DeploymentRules.STATUS, DeploymentRules.DEPLOYED);
    Instant now = clock.instant();
    Set<Read> reads = new HashSet<>(decisions.readsOfCreate(id, change));
    reads.add(new Read.OfLength(snapshotId));
    request.stage().ifPresent(stage -> reads.add(new Read.OfResource(stage)));
    Resource taken = new Resource(snapshotId, 1, content);
    return new Transition<>(
        request.call(),
        new Read.OfSize(request.collection()),
        reads,
        snapshot ->
            Decision.ruled(
                () -> {
                  checkStage(request, seen, moved, snapshot);
                  List<Write> writes = new ArrayList<>();
                  if (snapshot.length(snapshotId) == 0) {
                    writes.add(Write.create(taken));
                  }
                  Decision<Resource> created = decisions.create(id, change, moved, now, snapshot);
                  if (!(created instanceof Decision.Commit<Resource> commit)) {
                    return created;
                  }
                  writes.addAll(commit.writes());
                  request
                      .stage()
                      .ifPresent(stage -> writes.addAll(move(request, stage, id, now, snapshot)));
                  return new Decision.Commit<>(writes, commit.result());
                }));
  }

  /** A stage that was moved since has a snapshot that may be a later one. */
  private static void checkStage(
      Request request, SnapshotView.Seen seen, ServiceException moved, Snapshot snapshot) {
    if (request.stage().isEmpty()) {
      return;
    }
    ResourceId id = request.stage().get();
    MissingResources.checkAncestors(id, snapshot);
    Optional<Resource> stage = snapshot.resource(id);
    if (stage.isEmpty()) {
      throw ServiceException.notFound(id);
    }
    if (Boolean.TRUE.equals(stage.get().members().get("autoDeploy"))) {
      throw ServiceException.badRequest(StageRules.IS_AUTOMATIC).about(id.type().idMember());
    }
    Optional<Resource> then = Optional.ofNullable(seen.others().get(id));
    if (!Objects.equals(request.deploymentOf(then), request.deploymentOf(stage))) {
      throw moved;
    }
  }

  private List<Write> move(
      Request request, ResourceId stage, ResourceId deployment, Instant now, Snapshot snapshot) {
    Operation operation = types.operation("Create" + deployment.type().typeName()).orElseThrow();
    Decision<Resource> moved =
        decisions.edit(
            stage,
            operation,
            members -> {
              members.put(request.member().member(), deployment.value());
              return members;
            },
            now,
            snapshot);
    return ((Decision.Commit<Resource>) moved).writes();
  }
}
