package dev.patchbay.service;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.List;
import java.util.Optional;

/** The types of an HTTP API that quick creation and imports make. */
record HttpApiTypes(
    ResourceType api,
    ResourceType integration,
    ResourceType authorizer,
    ResourceType route,
    ResourceType stage) {

  /** The types of a table; empty where it is not that of Amazon API Gateway. */
  static Optional<HttpApiTypes> in(ResourceTypes types) {
    List<ResourceType> found =
        List.of("Api", "Integration", "Authorizer", "Route", "Stage").stream()
            .flatMap(name -> types.named(name).stream())
            .toList();
    return found.size() == 5
        ? Optional.of(
            new HttpApiTypes(found.get(0), found.get(1), found.get(2), found.get(3), found.get(4)))
        : Optional.empty();
  }
}
