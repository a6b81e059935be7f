package dev.patchbay.provider;

import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;

/**
 * The resources and faults that the provider states of one interaction have set up. A state builds
 * on the states before it: an integration goes into the API of an earlier state. A setup after a
 * request begins the next interaction and removes the rest of the last one first, because many
 * verifiers do not tear down. Blocks; safe for use by many threads.
 */
final class ScenarioFixture {

  private final ProviderStateCatalogue catalogue;
  private final IdPlaceholders placeholders;
  private final ScenarioEnvironment environment;
  private final AtomicBoolean requested;
  private final Map<ResourceType, String> ids = new HashMap<>();
  private final UndoStack changes = new UndoStack();
  private Map<String, Object> returned = new LinkedHashMap<>();
  private String state = "";

  /**
   * A fixture without states.
   *
   * @param requested true after a request to the service
   */
  ScenarioFixture(ResourceTypes types, ScenarioEnvironment environment, AtomicBoolean requested) {
    this.catalogue = new ProviderStateCatalogue(types);
    this.placeholders = new IdPlaceholders(types, this::requiredId);
    this.environment = environment;
    this.requested = requested;
  }

  ScenarioEnvironment environment() {
    return environment;
  }

  /**
   * Sets up a state.
   *
   * @return the values for generators
   * @throws ServiceException BAD_REQUEST with the reason when it cannot be set up; its changes are
   *     undone then
   */
  synchronized Map<String, Object> setUp(String name, Map<String, Object> parameters) {
    ProviderState wanted = catalogue.find(name);
    ProviderState.Parameters checked = wanted.check(parameters);
    if (requested.getAndSet(false)) {
      tearDown();
    }
    state = name;
    returned = new LinkedHashMap<>();
    int before = changes.size();
    try {
      wanted.setup().accept(this, checked);
    } catch (RuntimeException e) {
      changes.undoDownTo(before);
      // The verifier gives the interaction up, so the next state begins another.
      requested.set(true);
      throw e;
    }
    return returned;
  }

  /** Tears one state down; other states stay. Without effect for a state that is not set up. */
  synchronized void tearDown(String name) {
    catalogue.find(name);
    changes.undo(name);
    resetIfEmpty();
  }

  /** Tears all states down, in reverse order. */
  synchronized void tearDown() {
    changes.undoDownTo(0);
    resetIfEmpty();
  }

  private void resetIfEmpty() {
    if (changes.size() == 0) {
      ids.clear();
    }
  }

  /** Registers an action that tears the current state down. */
  void undo(Runnable undo) {
    changes.add(state, undo);
  }

  void returns(String name, String value) {
    returned.put(name, value);
  }

  /** Returns the identifier of the resource of this type. */
  Optional<String> id(ResourceType type) {
    return Optional.ofNullable(ids.get(type));
  }

  /** Returns the path of the resource of this type. */
  Optional<String> path(ResourceType type) {
    return id(type).map(id -> collection(type) + "/" + id);
  }

  /** Creates a resource, and its parents where they are missing, and returns their identifiers. */
  void create(ResourceType type, Map<String, Object> members) {
    ServiceCalls.Answer made = post(type, members);
    ids.keySet().removeIf(other -> other.lineage().contains(type));
    ids.put(type, String.valueOf(made.members().get(type.idMember())));
    type.lineage().forEach(each -> returns(each.idMember(), id(each).orElseThrow()));
    returns("entityTag", made.entityTag());
  }

  /** Creates a further resource of this type. */
  ServiceCalls.Answer post(ResourceType type, Map<String, Object> members) {
    type.parent().ifPresent(this::require);
    String collection = collection(type);
    ServiceCalls.Answer made =
        environment.replica().post(collection, placeholders.fill(members)).orThrow();
    String path = collection + "/" + made.members().get(type.idMember());
    undo(() -> environment.replica().delete(path));
    return made;
  }

  /** Returns the token of the second page; empty where there is none. */
  Optional<String> nextToken(ResourceType type, long resourcesMax) {
    ServiceCalls.Answer page =
        environment.replica().get(collection(type) + "?maxResults=" + resourcesMax).orThrow();
    return Optional.ofNullable((String) page.members().get("nextToken"));
  }

  /** Updates the resource of this type and returns the new entity tag. */
  void patch(ResourceType type, Map<String, Object> members) {
    String path = path(type).orElseThrow();
    returns("entityTag", environment.replica().patch(path, members).orThrow().entityTag());
  }

  /** Returns the change log of the root of this type. */
  RootChanges changes(ResourceType root) {
    String path = Operation.changePages(root).path();
    return new RootChanges(
        environment.replica(), path.replace("{" + root.idMember() + "}", id(root).orElseThrow()));
  }

  /**
   * Creates a resource with defaults where there is none of this type, and returns its identifier.
   */
  void require(ResourceType type) {
    if (id(type).isEmpty()) {
      create(type, TypeStates.members(type));
    }
    type.lineage().forEach(each -> returns(each.idMember(), id(each).orElseThrow()));
  }

  private String requiredId(ResourceType type) {
    require(type);
    return id(type).orElseThrow();
  }

  private String collection(ResourceType type) {
    StringBuilder path = new StringBuilder("/v2");
    for (ResourceType each : type.lineage()) {
      path.append('/').append(each.collectionSegment());
      if (each != type) {
        path.append('/').append(ids.get(each));
      }
    }
    return path.toString();
  }

  /** Waits until the service answers a GET with such a status. */
  void await(IntPredicate status) {
    environment.service().await(status);
  }
}
