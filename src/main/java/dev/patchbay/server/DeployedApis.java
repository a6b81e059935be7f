package dev.patchbay.server;

import dev.patchbay.gateway.ApiSnapshot;
import dev.patchbay.gateway.ApiSnapshots;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.DeployedStage;
import dev.patchbay.service.RootExport;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what stages serve: the snapshot of the deployment that a stage names, and the API as it is
 * now where the stage deploys each change by itself.
 */
final class DeployedApis implements ApiSnapshots {

  private final ResourceTypes types;
  private final ResourceType apis;
  private final ResourceType stages;
  private final ResourceType deployments;
  private final String accountId;
  private final ResourceStore store;

  /** Reads the stages of one account; the table has the types Api, Stage and Deployment. */
  DeployedApis(ResourceTypes types, String accountId, ResourceStore store) {
    this.types = types;
    this.apis = types.named(ApiSnapshot.API).orElseThrow();
    this.stages = types.named("Stage").orElseThrow();
    this.deployments = types.named("Deployment").orElseThrow();
    this.accountId = accountId;
    this.store = store;
  }

  @Override
  public Future<Optional<ApiSnapshot>> find(String apiId, String stage) {
    if (!apis.identifier().accepts(apiId) || !stages.identifier().accepts(stage)) {
      return Future.succeededFuture(Optional.empty());
    }
    ResourceId root = new ResourceId(accountId, apis, List.of(apiId));
    return store
        .commit(DeployedStage.read(types, root.children(stages).member(stage), deployments))
        .compose(found -> found.map(this::snapshot).orElseGet(DeployedApis::nothing));
  }

  private static Future<Optional<ApiSnapshot>> nothing() {
    return Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<ApiSnapshot>> snapshot(DeployedStage deployed) {
    Resource api = deployed.api();
    if (!"WEBSOCKET".equals(api.text("protocolType"))) {
      return nothing();
    }
    Map<String, String> variables = variables(deployed.stage());
    if (Boolean.TRUE.equals(deployed.stage().members().get("autoDeploy"))) {
      return store
          .commit(RootExport.of(types, api.id()))
          .map(
              now ->
                  now.isEmpty() ? Optional.empty() : Optional.of(ApiSnapshot.of(now, variables)));
    }
    if (deployed.deployment().isEmpty()) {
      return nothing();
    }
    List<Resource> resources = new ArrayList<>(List.of(api));
    resources.addAll(deployed.resources());
    return Future.succeededFuture(Optional.of(ApiSnapshot.of(resources, variables)));
  }

  private static Map<String, String> variables(Resource stage) {
    Map<String, String> variables = new HashMap<>();
    if (stage.members().get("stageVariables") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    return variables;
  }
}
