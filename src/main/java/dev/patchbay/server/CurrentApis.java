package dev.patchbay.server;

import dev.patchbay.gateway.ApiSnapshot;
import dev.patchbay.gateway.ApiSnapshots;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.RootExport;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads APIs as they are now: every stage of an API serves that, with variables of its own. */
final class CurrentApis implements ApiSnapshots {

  private static final String STAGE = "Stage";

  private final ResourceTypes types;
  private final String accountId;
  private final ResourceStore store;

  CurrentApis(ResourceTypes types, String accountId, ResourceStore store) {
    this.types = types;
    this.accountId = accountId;
    this.store = store;
  }

  @Override
  public Future<Optional<ApiSnapshot>> find(String apiId, String stage) {
    Optional<ResourceType> api = types.named(ApiSnapshot.API);
    if (api.isEmpty() || !api.get().identifier().accepts(apiId)) {
      return Future.succeededFuture(Optional.empty());
    }
    ResourceId root = new ResourceId(accountId, api.get(), List.of(apiId));
    return store.commit(RootExport.of(types, root)).map(found -> snapshot(found, stage));
  }

  private static Optional<ApiSnapshot> snapshot(List<Resource> resources, String stage) {
    boolean webSocket =
        !resources.isEmpty() && "WEBSOCKET".equals(resources.get(0).text("protocolType"));
    return resources.stream()
        .filter(each -> webSocket && each.id().type().typeName().equals(STAGE))
        .filter(each -> each.id().value().equals(stage))
        .findFirst()
        .map(each -> ApiSnapshot.of(resources, variables(each)));
  }

  private static Map<String, String> variables(Resource stage) {
    Map<String, String> variables = new HashMap<>();
    if (stage.members().get("stageVariables") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    return variables;
  }
}
