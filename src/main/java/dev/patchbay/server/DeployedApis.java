package dev.patchbay.server;

import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.DeployedSnapshots;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.AutomaticDeployments;
import dev.patchbay.service.DeployedStage;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Reads the snapshots of the deployments that stages name. A stage with {@code autoDeploy} is
 * deployed first.
 */
final class DeployedApis implements DeployedSnapshots {

  private final ResourceTypes types;
  private final ResourceType apis;
  private final ResourceType stages;
  private final ResourceType deployments;
  private final String accountId;
  private final ResourceStore store;
  private final AutomaticDeployments automatic;

  /** Reads the stages of one account; the table has the types Api, Stage and Deployment. */
  DeployedApis(
      ResourceTypes types, String accountId, ResourceStore store, AutomaticDeployments automatic) {
    this.types = types;
    this.apis = types.named(ApiSnapshot.API).orElseThrow();
    this.stages = types.named("Stage").orElseThrow();
    this.deployments = types.named("Deployment").orElseThrow();
    this.accountId = accountId;
    this.store = store;
    this.automatic = automatic;
  }

  @Override
  public Future<Optional<ApiSnapshot>> read(
      String apiId, String stage, Optional<ApiSnapshot> known) {
    if (!apis.identifier().accepts(apiId) || !stages.identifier().accepts(stage)) {
      return Future.succeededFuture(Optional.empty());
    }
    ResourceId root = new ResourceId(accountId, apis, List.of(apiId));
    ResourceId id = root.children(stages).member(stage);
    return read(id, known)
        .compose(
            found ->
                found.isPresent() && automatic.concern(found.get().stage())
                    ? deployed(id, found.get(), known)
                    : Future.succeededFuture(found.flatMap(Found::snapshot)));
  }

  /**
   * A stage as it is now.
   *
   * @param snapshot the snapshot for clients
   */
  private record Found(Resource stage, Optional<ApiSnapshot> snapshot) {}

  private Future<Optional<Found>> read(ResourceId stage, Optional<ApiSnapshot> known) {
    return store.commit(
        DeployedStage.read(
                types,
                stage,
                deployments,
                found -> known.filter(each -> isOf(each, found)).isPresent())
            .map(found -> found.map(each -> new Found(each.stage(), snapshot(each, known)))));
  }

  private static boolean isOf(ApiSnapshot snapshot, DeployedStage found) {
    return snapshot.isOf(found.api(), found.stage(), found.contentId());
  }

  private Future<Optional<ApiSnapshot>> deployed(
      ResourceId stage, Found found, Optional<ApiSnapshot> known) {
    return automatic
        .deploy(stage.root())
        .compose(
            looked ->
                looked
                    ? read(stage, found.snapshot().or(() -> known))
                        .map(now -> now.flatMap(Found::snapshot))
                    : Future.succeededFuture(found.snapshot()));
  }

  private static Optional<ApiSnapshot> snapshot(
      DeployedStage deployed, Optional<ApiSnapshot> known) {
    Resource api = deployed.api();
    if (deployed.deployment().isEmpty()) {
      return Optional.empty();
    }
    return known
        .filter(each -> isOf(each, deployed))
        .or(
            () ->
                Optional.of(
                    ApiSnapshot.of(
                        api,
                        deployed.stage(),
                        new ApiSnapshot.Content(
                            deployed.contentId(),
                            deployed.resourceBytes(),
                            deployed.resources()))));
  }
}
