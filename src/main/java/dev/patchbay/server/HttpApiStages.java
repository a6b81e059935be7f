package dev.patchbay.server;

import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.route.StageNames;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the names of the stages of the HTTP APIs of one account. */
final class HttpApiStages implements StageNames {

  private final ResourceType apis;
  private final ResourceType stages;
  private final String accountId;
  private final ResourceStore store;

  /** The table has the types Api and Stage. */
  HttpApiStages(ResourceTypes types, String accountId, ResourceStore store) {
    this.apis = types.named(ApiSnapshot.API).orElseThrow();
    this.stages = types.named("Stage").orElseThrow();
    this.accountId = accountId;
    this.store = store;
  }

  @Override
  public Future<Optional<Set<String>>> find(String apiId) {
    if (!apis.identifier().accepts(apiId)) {
      return Future.succeededFuture(Optional.empty());
    }
    ResourceId api = new ResourceId(accountId, apis, List.of(apiId));
    ResourceCollection below = api.children(stages);
    Read.OfResource subject = new Read.OfResource(api);
    return store.commit(
        new Transition<>(
            subject,
            Set.of(subject, new Read.OfEntries(below)),
            snapshot -> new Decision.Commit<>(List.of(), names(snapshot, api, below))));
  }

  private static Optional<Set<String>> names(
      Snapshot snapshot, ResourceId api, ResourceCollection stages) {
    return snapshot
        .resource(api)
        .filter(HttpApiStages::isHttp)
        .map(
            found ->
                snapshot.entries(stages).stream()
                    .map(entry -> entry.id().value())
                    .collect(Collectors.toSet()));
  }

  private static boolean isHttp(Resource api) {
    return "HTTP".equals(api.text("protocolType"));
  }
}
