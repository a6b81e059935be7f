package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The identifiers of the resources of a definition. An authorizer keeps the identifier of the
 * stored authorizer with its name and type, a route the identifier of the stored route with its
 * key, and an integration the identifier of the stored integration of its first route. Other
 * identifiers are drawn.
 */
final class DefinedIds {

  private final HttpApiTypes types;
  private final ResourceId api;
  private final IdGenerator generator;
  private final Map<ResourceId, Resource> stored = new HashMap<>();
  private final Map<String, Resource> authorizers = new HashMap<>();
  private final Map<String, Resource> routes = new HashMap<>();
  private final Set<ResourceId> taken = new HashSet<>();

  DefinedIds(HttpApiTypes types, ResourceId api, IdGenerator generator, List<Resource> below) {
    this.types = types;
    this.api = api;
    this.generator = generator;
    for (Resource each : below) {
      stored.put(each.id(), each);
      if (each.id().type().equals(types.authorizer())) {
        authorizers.put(String.valueOf(each.text("name")), each);
      } else if (each.id().type().equals(types.route())) {
        routes.put(String.valueOf(each.text("routeKey")), each);
      }
    }
  }

  Optional<Resource> stored(ResourceId id) {
    return Optional.ofNullable(stored.get(id));
  }

  Optional<Resource> storedRoute(String key) {
    return Optional.ofNullable(routes.get(key));
  }

  /** Keeps the mark of a resource that API Gateway manages. */
  void ofStored(Map<String, Object> members, Optional<Resource> before) {
    if (before.filter(ManagedRules::isManaged).isPresent()) {
      members.put(ManagedRules.MANAGED, true);
    }
  }

  ResourceId ofAuthorizer(Map<String, Object> members) {
    return Optional.ofNullable(authorizers.get(String.valueOf(members.get("name"))))
        .filter(
            each ->
                String.valueOf(members.get("authorizerType")).equals(each.text("authorizerType")))
        .map(Resource::id)
        .orElseGet(() -> drawn(types.authorizer()));
  }

  ResourceId ofRoute(String key) {
    return storedRoute(key).map(Resource::id).orElseGet(() -> drawn(types.route()));
  }

  ResourceId ofIntegration(String routeKey) {
    return storedRoute(routeKey)
        .map(route -> String.valueOf(route.text("target")))
        .filter(target -> target.startsWith("integrations/"))
        .map(target -> target.substring("integrations/".length()))
        .map(id -> api.children(types.integration()).member(id))
        .filter(id -> stored.containsKey(id) && taken.add(id))
        .orElseGet(() -> drawn(types.integration()));
  }

  private ResourceId drawn(ResourceType type) {
    ResourceId id;
    do {
      id = api.children(type).member(generator.next(type));
    } while (stored.containsKey(id) || !taken.add(id));
    return id;
  }
}
