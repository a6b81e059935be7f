package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Reference;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Snapshot;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a deployment.
 *
 * @param change the members that its request gives
 * @param stages the stages that move to it
 * @param member the member of a stage that names its deployment
 * @param automatic whether the stages have {@code autoDeploy}; the deployment is then made only
 *     where one of them shows other content
 */
record NewDeployment(
    Call call,
    ResourceCollection collection,
    Map<String, Object> change,
    Set<ResourceId> stages,
    Reference member,
    boolean automatic) {

  ResourceId root() {
    return collection.parent().orElseThrow();
  }

  ResourceType snapshots() {
    return collection.type().snapshotType().orElseThrow();
  }

  /** The deployment that a stage names. */
  Optional<ResourceId> deploymentOf(Resource stage) {
    return Optional.ofNullable(stage.text(member.member())).map(collection::member);
  }

  /**
   * Checks that the stages are as they were when the snapshot was taken: a stage that was moved
   * since may show newer content.
   *
   * @param moved the failure where one was moved
   */
  void checkStages(SnapshotView.Seen seen, ServiceException moved, Snapshot snapshot) {
    for (ResourceId id : stages) {
      MissingResources.checkAncestors(id, snapshot);
      Resource stage = snapshot.resource(id).orElseThrow(() -> ServiceException.notFound(id));
      if (!automatic && StageRules.isAutomatic(stage)) {
        throw ServiceException.badRequest(StageRules.REFUSED_DEPLOYMENT)
            .about(id.type().idMember());
      }
      if (automatic != StageRules.isAutomatic(stage)
          || !Objects.equals(named(seen.others().get(id)), named(stage))) {
        throw moved;
      }
    }
  }

  private @Nullable String named(@Nullable Resource stage) {
    return stage == null ? null : stage.text(member.member());
  }
}
