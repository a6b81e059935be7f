package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiDefinition;
import dev.patchbay.model.Change;
import dev.patchbay.model.Members;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores HTTP APIs as definitions describe them, each in one transaction: all of a definition is
 * stored or nothing. Failures are {@link dev.patchbay.model.ServiceException}s.
 */
public final class ApiImports {

  /**
   * An API that was imported.
   *
   * @param warnings a sentence for each part of the definition that was left out
   */
  public record Imported(Resource api, List<String> warnings) {}

  private final ResourceTypes table;
  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final RootCreation roots;

  public ApiImports(
      ResourceTypes table,
      ResourceStore store,
      ResourceDecisions decisions,
      IdGenerator ids,
      InstantSource clock) {
    this.table = table;
    this.store = store;
    this.decisions = decisions;
    this.ids = ids;
    this.clock = clock;
    this.roots = new RootCreation(store, decisions, ids, clock);
  }

  /** Creates an API. */
  public Future<Imported> create(
      Call call, String accountId, ApiDefinition definition, boolean failOnWarnings) {
    HttpApiTypes types = HttpApiTypes.in(table).orElseThrow();
    return roots.create(
        call,
        new ResourceCollection(accountId, types.api(), List.of()),
        definition.api(),
        id -> {
          ResourceTree tree = new ResourceTree(decisions, clock.instant());
          Resource api = tagged(tree.add(id, definition.api()), definition);
          tree.replace(api);
          List<String> warnings =
              DefinitionTree.grow(tree, definition, new DefinedIds(types, id, ids, List.of()));
          check(warnings, failOnWarnings);
          return new RootCreation.NewRoot<>(tree, new Imported(api, warnings));
        },
        Change::imported);
  }

  /** Replaces a stored API; resources that the definition does not have are deleted. */
  public Future<Imported> replace(
      Call call,
      Operation operation,
      ResourceId api,
      ApiDefinition definition,
      boolean failOnWarnings) {
    HttpApiTypes types = HttpApiTypes.in(table).orElseThrow();
    ApiParts parts = new ApiParts(types, api);
    Instant now = clock.instant();
    ApiReplacement replacement = new ApiReplacement(decisions, operation, definition, now);
    return store.commit(
        parts
            .transition(
                call,
                (snapshot, resources) -> {
                  Set<Read> unread = new HashSet<>(resources);
                  unread.removeIf(snapshot::has);
                  if (!unread.isEmpty()) {
                    return new Decision.NeedMore<>(unread);
                  }
                  List<Resource> below = parts.below(snapshot);
                  return replacement.decide(
                      snapshot.resource(api).orElseThrow(),
                      below,
                      new DefinedIds(types, api, ids, below),
                      failOnWarnings);
                })
            .thatTakesLong());
  }

  /** The API with the tags of a definition, which may be empty texts. */
  static Resource tagged(Resource api, ApiDefinition definition) {
    if (definition.tags().isEmpty()) {
      return api;
    }
    Map<String, Object> members = new LinkedHashMap<>(api.members());
    members.put("tags", definition.tags().get());
    return new Resource(api.id(), api.revision(), Members.of(api.id().type(), members));
  }

  /** Refuses a definition with warnings, for requests that fail on warnings. */
  static void check(List<String> warnings, boolean failOnWarnings) {
    if (failOnWarnings && !warnings.isEmpty()) {
      throw badRequest("Warnings found during import:\n\t" + String.join("\n\t", warnings));
    }
  }
}
