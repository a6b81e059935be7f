package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.LruMap;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deploys the changes below a root to its stages with {@code autoDeploy}. A deployment is made when
 * such a stage is read: a change then costs no further request to the store, several changes make
 * one deployment, and no change is forgotten. Belongs to one event loop.
 */
public final class AutomaticDeployments {

  /** AWS's description of an automatic deployment. */
  static final String DESCRIPTION =
      "Automatic deployment triggered by changes to the Api configuration";

  /** An entry has some hundred bytes; a root without one is compared with its deployment again. */
  private static final int ROOTS_MAX = 1_024;

  private final ResourceStore store;
  private final Deployments deployments;
  private final OldDeployments old;
  private final FailedDeployments reports;
  private final Optional<ResourceTypes.Referrer> stages;
  private final Map<ResourceId, Future<Boolean>> running = new HashMap<>();

  /** The newest change of each root that its automatic stages show. */
  private final Map<ResourceId, ChangeId> deployed = new LruMap<>(ROOTS_MAX);

  /** Deploys resources of a table; where it has no deployments, there is nothing to do. */
  public AutomaticDeployments(
      ResourceTypes types,
      ResourceStore store,
      ResourceDecisions decisions,
      IdGenerator ids,
      InstantSource clock) {
    this(types, store, decisions, clock, new Deployments(types, store, decisions, ids, clock));
  }

  AutomaticDeployments(
      ResourceTypes types,
      ResourceStore store,
      ResourceDecisions decisions,
      InstantSource clock,
      Deployments deployments) {
    this.store = store;
    this.deployments = deployments;
    this.old = new OldDeployments(types, store);
    this.reports = new FailedDeployments(types, store, decisions, clock);
    this.stages =
        types.all().stream()
            .filter(type -> type.snapshotType().isPresent())
            .flatMap(type -> types.blocking(type).stream())
            .findFirst();
  }

  /** Whether a read of this collection shows deployments, or the stages that name them. */
  boolean concern(ResourceType type) {
    return stages.isPresent()
        && (type.equals(stages.get().type()) || type.equals(stages.get().reference().target()));
  }

  /** Whether a resource is a stage with {@code autoDeploy}. */
  public boolean concern(Resource resource) {
    return stages.isPresent()
        && resource.id().type().equals(stages.get().type())
        && StageRules.isAutomatic(resource);
  }

  /** Whether an update ends {@code autoDeploy}, after which the stage keeps its deployment. */
  boolean isEndedBy(ResourceId id, Map<String, Object> change) {
    return concern(id.type()) && Boolean.FALSE.equals(change.get(StageRules.IS_AUTOMATIC));
  }

  /**
   * Deploys the changes below a root.
   *
   * @return whether a stage may have changed; false too where the store fails, for the next call
   *     tries again
   */
  public Future<Boolean> deploy(ResourceId root) {
    Future<Boolean> begun = running.get(root);
    if (begun != null) {
      return begun;
    }
    Future<Boolean> run =
        store
            .newestChange(root)
            .compose(newest -> deploy(root, newest))
            .recover(failure -> Future.succeededFuture(false));
    if (!run.isComplete()) {
      running.put(root, run);
      run.onComplete(ended -> running.remove(root, run));
    }
    return run;
  }

  private Future<Boolean> deploy(ResourceId root, ChangeId newest) {
    if (newest.equals(deployed.get(root))) {
      return Future.succeededFuture(false);
    }
    return automaticStages(root)
        .compose(found -> found.isEmpty() ? Future.succeededFuture(false) : deploy(root, found))
        .onSuccess(
            moved -> {
              if (!moved) {
                deployed.put(root, newest);
              }
            })
        .map(true);
  }

  private Future<List<Resource>> automaticStages(ResourceId root) {
    return WholeCollection.filtered(
        store, root.children(stages.orElseThrow().type()), StageRules::isAutomatic);
  }

  private Future<Boolean> deploy(ResourceId root, List<Resource> automatic) {
    ResourceCollection collection = root.children(stages.orElseThrow().reference().target());
    return deployments
        .create(
            new NewDeployment(
                Call.ofTheService(),
                collection,
                Map.of("description", DESCRIPTION),
                automatic.stream().map(Resource::id).collect(Collectors.toSet()),
                stages.orElseThrow().reference(),
                true))
        .compose(
            made ->
                made.isEmpty()
                    ? Future.succeededFuture(false)
                    : old.remove(collection).transform(ended -> Future.succeededFuture(true)))
        .recover(failure -> reports.report(automatic, collection.type(), failure));
  }
}
