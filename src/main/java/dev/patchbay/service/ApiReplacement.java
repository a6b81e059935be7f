package dev.patchbay.service;

import dev.patchbay.model.ApiDefinition;
import dev.patchbay.model.Change;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The replacement of a stored API by a definition; unchanged resources are not written. */
final class ApiReplacement {

  private static final String CORS = "corsConfiguration";

  /** Members that a definition clears where it does not have them. */
  private static final List<String> CLEARED = List.of("description", "version");

  private final ResourceDecisions decisions;
  private final Operation operation;
  private final ApiDefinition definition;
  private final Instant now;

  ApiReplacement(
      ResourceDecisions decisions, Operation operation, ApiDefinition definition, Instant now) {
    this.decisions = decisions;
    this.operation = operation;
    this.definition = definition;
    this.now = now;
  }

  /** Decides on the API and all that is stored below it. */
  Decision<ApiImports.Imported> decide(
      Resource api, List<Resource> below, DefinedIds ids, boolean failOnWarnings) {
    Resource next = api(api);
    ResourceTree tree = new ResourceTree(decisions, now, next);
    List<String> warnings = DefinitionTree.grow(tree, definition, ids);
    ApiImports.check(warnings, failOnWarnings);
    List<Write> writes = writes(below, tree.all().subList(1, tree.all().size()));
    if (writes.isEmpty() && next.members().equals(api.members())) {
      return new Decision.Commit<>(List.of(), new ApiImports.Imported(api, warnings));
    }
    Resource stored = api.next(next.members());
    writes.add(Write.replace(api, stored));
    writes.add(new Write.AppendChange(Change.updated(api, stored).by(operation)));
    return new Decision.Commit<>(writes, new ApiImports.Imported(stored, warnings));
  }

  private Resource api(Resource api) {
    Map<String, Object> change = new LinkedHashMap<>(definition.api());
    change.remove("protocolType");
    CLEARED.forEach(member -> change.putIfAbsent(member, ""));
    Map<String, Object> before = new LinkedHashMap<>(api.members());
    before.remove(CORS);
    ResourcesInMemory memory = new ResourcesInMemory();
    memory.put(new Resource(api.id(), api.revision(), before));
    Decision<Resource> decision =
        decisions.update(
            api.id(),
            change,
            Precondition.NONE,
            now,
            memory.snapshot(decisions.readsOfUpdate(api.id(), change, change)));
    return ApiImports.tagged(((Decision.Commit<Resource>) decision).result(), definition);
  }

  private static List<Write> writes(List<Resource> before, List<Resource> after) {
    Map<ResourceId, Resource> stored = new HashMap<>();
    before.forEach(each -> stored.put(each.id(), each));
    List<Write> puts = new ArrayList<>();
    for (Resource each : after) {
      Resource was = stored.remove(each.id());
      if (was == null) {
        puts.add(Write.create(each));
      } else if (!was.members().equals(each.members())) {
        puts.add(Write.replace(was, was.next(each.members())));
      }
    }
    List<Write> writes = new ArrayList<>();
    stored.values().forEach(gone -> writes.add(new Write.Remove(Entry.of(gone))));
    writes.addAll(puts);
    return writes;
  }
}
