package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Reads HTTP APIs for exports, as they are at one moment or as a stage shows them. */
public final class ApiExports {

  private final ResourceTypes table;
  private final ResourceStore store;
  private final ResourceService service;

  public ApiExports(ResourceTypes table, ResourceStore store, ResourceService service) {
    this.table = table;
    this.store = store;
    this.service = service;
  }

  /**
   * Reads an API with its authorizers, integrations and routes, as they are now.
   *
   * @return the API first
   */
  public Future<List<Resource>> read(Call call, ResourceId api) {
    ApiParts parts = new ApiParts(HttpApiTypes.in(table).orElseThrow(), api);
    return store.commit(
        parts.transition(
            call,
            (snapshot, resources) ->
                new Decision.View<>(
                    resources, seen -> with(seen.resource(api).orElseThrow(), parts.below(seen)))));
  }

  /** Reads the same as the deployment of a stage shows it; nothing where it has none. */
  public Future<List<Resource>> read(Call call, ResourceId api, String stageName) {
    HttpApiTypes types = HttpApiTypes.in(table).orElseThrow();
    ResourceId stage = api.children(types.stage()).member(stageName);
    ResourceType deployments =
        table.all().stream()
            .filter(type -> type.snapshotType().isPresent())
            .findFirst()
            .orElseThrow();
    return service
        .get(call, stage)
        .compose(
            found -> store.commit(DeployedStage.read(table, stage, deployments, known -> false)))
        .map(
            found ->
                found
                    .map(shown -> with(shown.api(), shown.resources()))
                    .orElseThrow(() -> ServiceException.notFound(stage)))
        .map(
            all -> {
              ApiParts.checkProtocol(all.get(0));
              return all;
            });
  }

  private static List<Resource> with(Resource api, List<Resource> below) {
    List<Resource> all = new ArrayList<>();
    all.add(api);
    all.addAll(below);
    return all;
  }
}
