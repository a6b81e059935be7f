package dev.patchbay.service;

import dev.patchbay.model.ApiDefinition;
import dev.patchbay.model.ApiDefinition.DefinedRoute;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the resources of a definition to the tree of an API. A resource that the rules refuse is
 * left out with a warning; a route whose authorizer is left out is left out too.
 */
final class DefinitionTree {

  private final ResourceTree tree;
  private final ApiDefinition definition;
  private final DefinedIds ids;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Resource> authorizers = new HashMap<>();
  private final Map<String, Resource> integrations = new HashMap<>();

  private DefinitionTree(ResourceTree tree, ApiDefinition definition, DefinedIds ids) {
    this.tree = tree;
    this.definition = definition;
    this.ids = ids;
  }

  /**
   * Adds the resources below the API.
   *
   * @return the warnings of the definition, then a warning for each resource that is left out
   * @throws ServiceException where there is more than a collection takes
   */
  static List<String> grow(ResourceTree tree, ApiDefinition definition, DefinedIds ids) {
    DefinitionTree growing = new DefinitionTree(tree, definition, ids);
    growing.warnings.addAll(definition.warnings());
    definition.authorizers().forEach(growing::addAuthorizer);
    definition.routes().forEach(growing::addRoute);
    return growing.warnings;
  }

  private void addAuthorizer(Map<String, Object> members) {
    String name = String.valueOf(members.get("name"));
    try {
      authorizers.put(name, tree.add(ids.ofAuthorizer(members), members));
    } catch (ServiceException refusal) {
      warn("Unable to create Authorizer '" + name + "': ", refusal);
    }
  }

  private void addRoute(DefinedRoute route) {
    Map<String, Object> members = new HashMap<>(route.members());
    if (route.authorizer().isPresent()) {
      Resource authorizer = authorizers.get(route.authorizer().get());
      if (authorizer == null) {
        warnings.add(
            "Unable to create Route '%s': there is no authorizer '%s'"
                .formatted(route.key(), route.authorizer().get()));
        return;
      }
      members.put("authorizerId", authorizer.id().value());
    }
    boolean isShared = route.integration().filter(integrations::containsKey).isPresent();
    route
        .integration()
        .flatMap(name -> integration(name, route.key()))
        .ifPresent(made -> members.put("target", "integrations/" + made.id().value()));
    ids.ofStored(members, ids.storedRoute(route.key()));
    try {
      tree.add(ids.ofRoute(route.key()), members);
    } catch (ServiceException refusal) {
      if (!isShared && route.integration().isPresent()) {
        Resource unused = integrations.remove(route.integration().get());
        if (unused != null) {
          tree.remove(unused.id());
        }
      }
      warn("Unable to create Route '" + route.key() + "': ", refusal);
    }
  }

  private Optional<Resource> integration(String name, String routeKey) {
    Resource known = integrations.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Map<String, Object> members =
        new HashMap<>(definition.integrations().getOrDefault(name, Map.of()));
    ResourceId id = ids.ofIntegration(routeKey);
    ids.ofStored(members, ids.stored(id));
    try {
      Resource made = tree.add(id, members);
      integrations.put(name, made);
      return Optional.of(made);
    } catch (ServiceException refusal) {
      warn("Unable to create Integration for '" + routeKey + "': ", refusal);
      return Optional.empty();
    }
  }

  /** More resources than a collection takes refuse the definition. */
  private void warn(String text, ServiceException refusal) {
    if (refusal.code() == ErrorCode.TOO_MANY_REQUESTS) {
      throw refusal;
    }
    warnings.add(text + refusal.message());
  }
}
