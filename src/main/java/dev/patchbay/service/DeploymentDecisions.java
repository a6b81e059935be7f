package dev.patchbay.service;

import dev.patchbay.model.Operation;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The transitions that store a deployment with its snapshot, and move stages to it. */
final class DeploymentDecisions {

  private final ResourceTypes types;
  private final ResourceDecisions decisions;

  DeploymentDecisions(ResourceTypes types, ResourceDecisions decisions) {
    this.types = types;
    this.decisions = decisions;
  }

  /** The identifier of a snapshot with these members. */
  String contentId(NewDeployment request, Map<String, Object> members) {
    return decisions.rulesOf(request.snapshots()).contentId(members);
  }

  /**
   * Stores a deployment of a snapshot; an automatic one only where a stage shows other content. The
   * snapshot may have some megabytes, so that it takes long.
   *
   * @param moved the failure where a stage was moved since, or the identifier is taken
   */
  Transition<Optional<Resource>> storing(
      NewDeployment request,
      SnapshotView.Seen seen,
      ResourceId id,
      ServiceException moved,
      Instant now) {
    ResourceId snapshotId = seen.content().id();
    Map<String, Object> change = new HashMap<>(request.change());
    change.put(DeploymentRules.SNAPSHOT, snapshotId.value());
    change.put(DeploymentRules.IS_AUTOMATIC, request.automatic());
    change.put(DeploymentRules.STATUS, DeploymentRules.DEPLOYED);
    Set<Read> reads = new HashSet<>(decisions.readsOfCreate(id, change));
    reads.add(new Read.OfLength(snapshotId));
    request.stages().forEach(stage -> reads.add(new Read.OfResource(stage)));
    return new Transition<>(
        request.call(),
        new Read.OfSize(request.collection()),
        reads,
        snapshot ->
            Decision.orReject(
                () -> {
                  request.checkStages(seen, moved, snapshot);
                  Set<Read> unread = unreadDeployments(request, snapshot);
                  if (!unread.isEmpty()) {
                    return new Decision.NeedMore<>(unread);
                  }
                  Set<ResourceId> stages = stagesToMove(request, snapshotId, snapshot);
                  return request.automatic() && stages.isEmpty()
                      ? new Decision.Commit<>(List.of(), Optional.empty())
                      : creation(request, id, change, seen.content(), stages, moved, now, snapshot);
                }),
        true);
  }

  /** The deployments that automatic stages name, as far as they are not read. */
  private static Set<Read> unreadDeployments(NewDeployment request, Snapshot snapshot) {
    if (!request.automatic()) {
      return Set.of();
    }
    return request.stages().stream()
        .flatMap(stage -> snapshot.resource(stage).flatMap(request::deploymentOf).stream())
        .map(Read.OfResource::new)
        .filter(read -> !snapshot.has(read))
        .collect(Collectors.toSet());
  }

  /** An automatic stage that shows this content already is not moved. */
  private static Set<ResourceId> stagesToMove(
      NewDeployment request, ResourceId snapshotId, Snapshot snapshot) {
    if (!request.automatic()) {
      return request.stages();
    }
    return request.stages().stream()
        .filter(id -> !shows(request, snapshot.resource(id).orElseThrow(), snapshotId, snapshot))
        .collect(Collectors.toSet());
  }

  private static boolean shows(
      NewDeployment request, Resource stage, ResourceId content, Snapshot snapshot) {
    return request
        .deploymentOf(stage)
        .filter(
            id -> StageRules.DEPLOYED.formatted(id.value()).equals(stage.text(StageRules.MESSAGE)))
        .flatMap(snapshot::resource)
        .filter(shown -> content.value().equals(shown.text(DeploymentRules.SNAPSHOT)))
        .isPresent();
  }

  private Decision<Optional<Resource>> creation(
      NewDeployment request,
      ResourceId id,
      Map<String, Object> change,
      Resource taken,
      Set<ResourceId> stages,
      ServiceException moved,
      Instant now,
      Snapshot snapshot) {
    Decision<Resource> created = decisions.create(id, change, moved, now, snapshot);
    if (!(created instanceof Decision.Commit<Resource> commit)) {
      return new Decision.NeedMore<>(((Decision.NeedMore<Resource>) created).reads());
    }
    List<Write> writes = new ArrayList<>();
    if (snapshot.length(taken.id()) == 0) {
      writes.add(Write.create(taken));
    }
    writes.addAll(commit.writes());
    stages.forEach(stage -> writes.addAll(move(request, stage, id, now, snapshot)));
    return new Decision.Commit<>(writes, Optional.of(commit.result()));
  }

  private List<Write> move(
      NewDeployment request, ResourceId stage, ResourceId to, Instant now, Snapshot snapshot) {
    Operation operation = types.operation("Create" + to.type().typeName()).orElseThrow();
    Decision<Resource> moved =
        decisions.edit(
            stage,
            operation,
            members -> {
              members.put(request.member().member(), to.value());
              if (request.automatic()) {
                members.put(StageRules.MESSAGE, StageRules.DEPLOYED.formatted(to.value()));
              }
              return members;
            },
            now,
            snapshot);
    return ((Decision.Commit<Resource>) moved).writes();
  }
}
