package dev.patchbay.server;

import dev.patchbay.gateway.http.DomainMappings;
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

/** Reads the custom domain names of one account. */
final class MappedDomains implements DomainMappings {

  private final ResourceTypes types;
  private final Optional<ResourceType> domains;
  private final String accountId;
  private final ResourceStore store;

  MappedDomains(ResourceTypes types, String accountId, ResourceStore store) {
    this.types = types;
    this.domains = types.named("DomainName");
    this.accountId = accountId;
    this.store = store;
  }

  @Override
  public Future<Optional<Map<String, MappedStage>>> find(String domainName) {
    return domains
        .filter(type -> type.identifier().accepts(domainName))
        .map(type -> new ResourceId(accountId, type, List.of(domainName)))
        .map(id -> store.commit(RootExport.of(types, id)).map(MappedDomains::stages))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private static Optional<Map<String, MappedStage>> stages(List<Resource> resources) {
    if (resources.isEmpty()) {
      return Optional.empty();
    }
    Map<String, MappedStage> stages = new HashMap<>();
    resources.stream()
        .filter(each -> each.id().type().typeName().equals("ApiMapping"))
        .forEach(
            mapping ->
                stages.put(
                    Optional.ofNullable(mapping.text("apiMappingKey")).orElse(""),
                    new MappedStage(
                        String.valueOf(mapping.text("apiId")),
                        String.valueOf(mapping.text("stage")))));
    return Optional.of(stages);
  }
}
