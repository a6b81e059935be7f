package dev.patchbay.gateway.route;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources of a deployed API by their parents, and the ones that its routes name. */
final class DeployedResources {

  private static final String TARGET = "integrations/";

  private final Map<ResourceId, List<Resource>> children = new HashMap<>();
  private final Map<String, Resource> authorizers = new HashMap<>();

  DeployedResources(ResourceId api, List<Resource> resources) {
    resources.forEach(
        each ->
            each.id()
                .parent()
                .ifPresent(
                    parent ->
                        children.computeIfAbsent(parent, absent -> new ArrayList<>()).add(each)));
    below(api, "Authorizer").forEach(each -> authorizers.put(each.id().value(), each));
  }

  /** The children of a resource that are of a type, in the order of the deployment. */
  Stream<Resource> below(ResourceId parent, String typeName) {
    return children.getOrDefault(parent, List.of()).stream()
        .filter(each -> each.id().type().typeName().equals(typeName));
  }

  /** The identifier of the integration of a route. */
  static Optional<String> integrationId(Resource route) {
    return Optional.ofNullable(route.text("target"))
        .filter(text -> text.startsWith(TARGET))
        .map(text -> text.substring(TARGET.length()));
  }

  /** The authorizer of a route, where it is deployed. */
  Optional<Resource> authorizer(Resource route) {
    return Optional.ofNullable(route.text("authorizerId")).map(authorizers::get);
  }
}
