package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A stage with all that its deployment shows.
 *
 * @param api the API as it is now, for a deployment does not hold it
 * @param stage the stage as it is now
 * @param deployment the deployment that the stage names; empty for a stage without one
 * @param resources the resources of the deployment, in the order of the table and of identifiers;
 *     their revisions have no meaning
 * @param resourceBytes how many bytes store the resources
 */
public record DeployedStage(
    Resource api,
    Resource stage,
    Optional<Resource> deployment,
    List<Resource> resources,
    long resourceBytes) {

  public DeployedStage {
    resources = List.copyOf(resources);
  }

  /**
   * Reads a stage; empty where it is not there.
   *
   * @param stage the identifier of the stage
   * @param deployments the type of deployments
   * @param isKnown whether the caller has the content of a stage, whose resources are not read then
   */
  public static Transition<Optional<DeployedStage>> read(
      ResourceTypes types,
      ResourceId stage,
      ResourceType deployments,
      Predicate<DeployedStage> isKnown) {
    Read.OfResource subject = new Read.OfResource(stage);
    return new Transition<>(
        subject,
        Set.of(subject, new Read.OfResource(stage.root())),
        snapshot -> decide(types, stage, deployments, isKnown, snapshot));
  }

  /** Names the content of the deployment, which never changes; empty without a deployment. */
  public String contentId() {
    return deployment.map(each -> String.valueOf(each.text(DeploymentRules.SNAPSHOT))).orElse("");
  }

  private static Decision<Optional<DeployedStage>> decide(
      ResourceTypes types,
      ResourceId stageId,
      ResourceType deployments,
      Predicate<DeployedStage> isKnown,
      Snapshot snapshot) {
    Optional<Resource> api = snapshot.resource(stageId.root());
    Optional<Resource> stage = snapshot.resource(stageId);
    if (api.isEmpty() || stage.isEmpty()) {
      return new Decision.Commit<>(List.of(), Optional.empty());
    }
    String deploymentId = stage.get().text(deployments.idMember());
    if (deploymentId == null) {
      return new Decision.Commit<>(
          List.of(),
          Optional.of(new DeployedStage(api.get(), stage.get(), Optional.empty(), List.of(), 0)));
    }
    Read.OfResource named =
        new Read.OfResource(stageId.root().children(deployments).member(deploymentId));
    if (!snapshot.has(named)) {
      return new Decision.NeedMore<>(Set.of(named));
    }
    Resource deployment =
        snapshot.resource(named.id()).orElseThrow(() -> MissingResources.unreadable(named.id()));
    DeployedStage found =
        new DeployedStage(api.get(), stage.get(), Optional.of(deployment), List.of(), 0);
    if (isKnown.test(found)) {
      return new Decision.Commit<>(List.of(), Optional.of(found));
    }
    ResourceId content =
        stageId.root().children(deployments.snapshotType().orElseThrow()).member(found.contentId());
    // A view is of one moment, so the named snapshot exists.
    return new Decision.View<>(
        Set.of(new Read.OfResource(content), new Read.OfLength(content)),
        seen ->
            Optional.of(
                new DeployedStage(
                    api.get(),
                    stage.get(),
                    Optional.of(deployment),
                    SnapshotContent.resources(
                        types,
                        seen.resource(content)
                            .orElseThrow(() -> MissingResources.unreadable(content))),
                    seen.length(content))));
  }
}
