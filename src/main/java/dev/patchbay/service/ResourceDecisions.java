package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Write;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The decisions of creates and updates, for every type: pure functions of a snapshot, and the reads
 * that each needs. They refuse by throwing {@link ServiceException}.
 */
public final class ResourceDecisions {

  /** An edit is not a change of a request, so no rule applies to it. */
  private static final ResourceRules UNCHECKED = draft -> {};

  private final ResourceTypes types;
  private final PatchSemantics patchSemantics;
  private final Quotas quotas;
  private final ResourceLimits limits;
  private final RuleTable rules;

  public ResourceDecisions(
      ResourceTypes types,
      PatchSemantics patchSemantics,
      Quotas quotas,
      ResourceLimits limits,
      Map<ResourceType, ResourceRules> rules) {
    this(types, patchSemantics, quotas, limits, new RuleTable(rules));
  }

  private ResourceDecisions(
      ResourceTypes types,
      PatchSemantics patchSemantics,
      Quotas quotas,
      ResourceLimits limits,
      RuleTable rules) {
    this.types = types;
    this.patchSemantics = patchSemantics;
    this.quotas = quotas;
    this.limits = limits;
    this.rules = rules;
  }

  /** Returns the same decisions, with the work done that depends on the change alone. */
  ResourceDecisions forChange(ResourceType type, Map<String, Object> change) {
    RuleTable prepared = rules.forChange(type, change);
    return prepared == rules
        ? this
        : new ResourceDecisions(types, patchSemantics, quotas, limits, prepared);
  }

  Set<Read> readsOfCreate(ResourceId id, Map<String, Object> change) {
    Set<Read> reads = readsFor(id, change, change);
    UniqueMember.read(id, change, true).ifPresent(reads::add);
    reads.add(new Read.OfSize(id.collection()));
    reads.addAll(MissingResources.reads(id.ancestors()));
    return reads;
  }

  /**
   * Creates a resource.
   *
   * @param taken the refusal if the identifier exists
   */
  Decision<Resource> create(
      ResourceId id,
      Map<String, Object> change,
      ServiceException taken,
      Instant now,
      Snapshot snapshot) {
    ResourceCollection collection = id.collection();
    MissingResources.checkAncestors(id, snapshot);
    if (snapshot.resource(id).isPresent()) {
      throw taken;
    }
    Map<String, Object> members = patchSemantics.apply(id.type(), Map.of(), change);
    members.put(id.type().idMember(), id.value());
    Draft draft = new Draft(id, change, members, snapshot, now, true);
    Set<Read> further = rules.unread(draft);
    if (!further.isEmpty()) {
      return new Decision.NeedMore<>(further);
    }
    Map<String, Object> validated = draft.validated(rules.of(id.type()));
    References.check(id, change, validated, snapshot);
    quotas.check(collection, snapshot.size(collection));
    UniqueMember.check(id, UniqueMember.read(id, change, true), snapshot);
    limits.check(id.type(), Map.of(), validated);
    Resource resource = new Resource(id, 1, validated);
    return new Decision.Commit<>(
        List.of(Write.create(resource), new Write.AppendChange(Change.created(resource))),
        resource);
  }

  /**
   * Returns the reads of an update.
   *
   * @param expected the members after the change, as far as references need them
   */
  Set<Read> readsOfUpdate(ResourceId id, Map<String, Object> change, Map<String, Object> expected) {
    Set<Read> reads = readsFor(id, change, expected);
    UniqueMember.read(id, change, false).ifPresent(reads::add);
    return reads;
  }

  /** Changes a resource; a change without effect writes nothing. */
  Decision<Resource> update(
      ResourceId id,
      Map<String, Object> change,
      Precondition precondition,
      Instant now,
      Snapshot snapshot) {
    Optional<Resource> stored = snapshot.resource(id);
    if (stored.isEmpty()) {
      return MissingResources.refuse(id, snapshot);
    }
    Resource current = stored.get();
    precondition.check(current);
    Map<String, Object> members = patchSemantics.apply(id.type(), current.members(), change);
    Draft draft = new Draft(id, change, members, snapshot, now, false);
    Set<Read> further = rules.unread(draft);
    if (!further.isEmpty()) {
      return new Decision.NeedMore<>(further);
    }
    Map<String, Object> validated = draft.validated(rules.of(id.type()));
    References.check(id, change, validated, snapshot);
    Resource next = current.next(validated);
    Change made = Change.updated(current, next);
    if (made.changedMembers().isEmpty()) {
      return new Decision.Commit<>(List.of(), current);
    }
    UniqueMember.check(id, UniqueMember.read(id, change, false), snapshot);
    Set<Read> unread = Referrers.checkRenamed(types, current, made, snapshot);
    if (!unread.isEmpty()) {
      return new Decision.NeedMore<>(unread);
    }
    return replace(current, next, made);
  }

  /** Changes members without the rules of updates, for operations beside the lifecycle. */
  Decision<Resource> edit(
      ResourceId id,
      Operation operation,
      UnaryOperator<Map<String, Object>> edit,
      Instant now,
      Snapshot snapshot) {
    Optional<Resource> stored = snapshot.resource(id);
    if (stored.isEmpty()) {
      return MissingResources.refuse(id, snapshot);
    }
    Resource current = stored.get();
    Map<String, Object> members = edit.apply(new LinkedHashMap<>(current.members()));
    Resource next =
        current.next(new Draft(id, Map.of(), members, snapshot, now, false).validated(UNCHECKED));
    Change made = Change.updated(current, next).by(operation);
    if (made.changedMembers().isEmpty()) {
      return new Decision.Commit<>(List.of(), current);
    }
    return replace(current, next, made);
  }

  private Decision<Resource> replace(Resource current, Resource next, Change made) {
    limits.check(next.id().type(), current.members(), next.members());
    return new Decision.Commit<>(
        List.of(Write.replace(current, next), new Write.AppendChange(made)), next);
  }

  /** Returns the reads that a create and an update have in common. */
  private Set<Read> readsFor(
      ResourceId id, Map<String, Object> change, Map<String, Object> members) {
    Set<Read> reads = new LinkedHashSet<>();
    reads.add(new Read.OfResource(id));
    reads.addAll(rules.of(id.type()).reads(id, change));
    reads.addAll(References.reads(id, change, members));
    return reads;
  }

  ResourceRules rulesOf(ResourceType type) {
    return rules.of(type);
  }
}
