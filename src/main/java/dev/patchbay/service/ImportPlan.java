package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Members;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.store.Read;
import dev.patchbay.store.Transition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The import of a root and everything below it. It accepts only resources that the service itself
 * could have stored: from the members that a request can set, the rules of the type must derive all
 * other members of the resource.
 */
public final class ImportPlan {

  /** An import names all members, so that both semantics of maps have the same result. */
  private static final PatchSemantics SAME = new PatchSemantics(TemplatePatch.MERGE);

  /** The check of a request's members against its schema. */
  @FunctionalInterface
  public interface RequestCheck {
    Map<String, Object> check(String operationName, Map<String, Object> members);
  }

  private final Map<ResourceType, ResourceRules> rules;
  private final RequestCheck requestCheck;
  private final ResourceLimits limits;
  private final Quotas quotas;
  private final ResourcesInMemory resources = new ResourcesInMemory();
  private final Map<ResourceCollection, Integer> sizes = new HashMap<>();
  private final Set<Read.OfHolders> uniqueValues = new HashSet<>();

  /** The import of one root, with the limits of the service that will serve it. */
  public ImportPlan(
      Map<ResourceType, ResourceRules> rules,
      RequestCheck requestCheck,
      ResourceLimits limits,
      Quotas quotas) {
    this.rules = Map.copyOf(rules);
    this.requestCheck = requestCheck;
    this.limits = limits;
    this.quotas = quotas;
  }

  /**
   * Adds the root, or a resource whose parent was added before.
   *
   * @throws dev.patchbay.model.ServiceException naming the difference to a resource that the
   *     service would store; nothing is added then
   */
  public void add(Resource resource) {
    ResourceId id = resource.id();
    checkPlace(resource);
    ImportedMembers imported = new ImportedMembers(resource);
    Map<String, Object> inputs = inputs(imported);
    Map<String, Object> members = rebuild(imported, inputs);
    imported.checkSame(rulesOf(id.type()), members);
    if (!id.type().isInternal()) {
      limits.check(id.type(), Map.of(), members);
    }
    Optional<Read.OfHolders> unique = UniqueMember.read(id, members, true);
    if (unique.isPresent() && !uniqueValues.add(unique.get())) {
      throw badRequest(unique.get().member() + " is that of another " + id.type().typeName());
    }
    resources.put(new Resource(id, resource.revision(), members));
    sizes.merge(id.collection(), 1, Integer::sum);
  }

  /** Returns the transition that stores all resources at once, unless the root exists already. */
  public Transition<ImportResult> transition() {
    return ImportResult.transition(resources.all(), quotas);
  }

  /** What a creation has set, and then updates where only they set a member. */
  private Map<String, Object> inputs(ImportedMembers imported) {
    Resource resource = imported.resource();
    ResourceType type = resource.id().type();
    Map<String, Object> given =
        imported.inputs(resources.find(resource.id().root()).orElse(resource));
    if (type.isInternal()) {
      return given;
    }
    Map<String, Object> inputs =
        new LinkedHashMap<>(requestCheck.check(LifecycleOperation.CREATE.nameOn(type), given));
    Map<String, Object> updated = imported.inputsOfUpdates();
    if (!updated.isEmpty()) {
      inputs.putAll(requestCheck.check(LifecycleOperation.UPDATE.nameOn(type), updated));
    }
    return inputs;
  }

  private void checkPlace(Resource resource) {
    ResourceId id = resource.id();
    if (resources.isEmpty() != id.parent().isEmpty()) {
      String root = id.type().root().spokenName();
      throw badRequest(
          resources.isEmpty() ? "its " + root + " must come first" : "it is a second " + root);
    }
    if (!id.parent().map(resources::contains).orElse(true)) {
      throw badRequest("its parent does not come before it");
    }
    if (resources.contains(id)) {
      throw badRequest("its identifier is that of another " + id.type().typeName());
    }
    if (id.parent().isPresent()
        && quotas.isReached(id.type(), sizes.getOrDefault(id.collection(), 0))) {
      throw badRequest(
          "these are more %s of one parent than the %d that are configured"
              .formatted(id.type().pluralName(), quotas.limitOf(id.type())));
    }
  }

  private Map<String, Object> rebuild(ImportedMembers imported, Map<String, Object> inputs) {
    Resource resource = imported.resource();
    ResourceId id = resource.id();
    Map<String, Object> members = SAME.apply(id.type(), inputs, inputs);
    members.put(id.type().idMember(), id.value());
    ResourceRules ofType = rulesOf(id.type()).of(resource);
    Set<Read> reads = new HashSet<>(ofType.reads(id, inputs));
    reads.addAll(References.reads(id, inputs, inputs));
    id.ancestors().forEach(ancestor -> reads.add(new Read.OfResource(ancestor)));
    Draft first = draft(imported, inputs, members, reads);
    reads.addAll(ofType.furtherReads(first));
    Draft draft = draft(imported, inputs, members, reads);
    Map<String, Object> rebuilt = new LinkedHashMap<>(draft.validated(ofType));
    References.check(id, inputs, rebuilt, draft.snapshot(), read -> !isElsewhere(id, read));
    id.type()
        .updatedMember()
        .ifPresent(name -> rebuilt.put(name, imported.updated().orElseThrow()));
    return Members.of(id.type(), rebuilt);
  }

  private Draft draft(
      ImportedMembers imported,
      Map<String, Object> inputs,
      Map<String, Object> members,
      Set<Read> reads) {
    ResourceId id = imported.resource().id();
    return new Draft(id, inputs, members, resources.snapshot(reads), imported.created(), true);
  }

  /** Whether a read is of another root, which may have been deleted since it was named. */
  private static boolean isElsewhere(ResourceId id, Read read) {
    return !References.root(read).equals(id.root());
  }

  private ResourceRules rulesOf(ResourceType type) {
    return rules.getOrDefault(type, MemberRules.ONLY);
  }
}
