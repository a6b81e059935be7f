package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Read;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a deployment, whose snapshot is given when it is created.
 *
 * @param snapshots the type of snapshots
 * @param stored the deployment of an export; null for one that a request makes or changes
 */
record DeploymentRules(ResourceType snapshots, @Nullable Resource stored) implements ResourceRules {

  static final String SNAPSHOT = "snapshotId";

  static final String IS_AUTOMATIC = "autoDeployed";

  static final String STATUS = "deploymentStatus";

  static final String DEPLOYED = "DEPLOYED";

  DeploymentRules(ResourceType snapshots) {
    this(snapshots, null);
  }

  @Override
  public ResourceRules of(Resource exported) {
    return new DeploymentRules(snapshots, exported);
  }

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return stored == null ? Set.of() : Set.of(new Read.OfResource(snapshot(stored)));
  }

  private ResourceId snapshot(Resource deployment) {
    return deployment
        .id()
        .root()
        .children(snapshots)
        .member(String.valueOf(deployment.members().get(SNAPSHOT)));
  }

  @Override
  public void validate(Draft candidate) {
    candidate
        .members()
        .remove("stageName"); // It names the stage to move, and no deployment has it.
    if (stored == null) {
      return;
    }
    ResourceId snapshot = snapshot(stored);
    if (candidate.snapshot().resource(snapshot).isEmpty()) {
      throw badRequest("its snapshot does not come before it");
    }
    candidate.members().put(SNAPSHOT, snapshot.value());
    candidate.members().put(IS_AUTOMATIC, Boolean.TRUE.equals(stored.members().get(IS_AUTOMATIC)));
    candidate.members().put(STATUS, DEPLOYED);
  }
}
