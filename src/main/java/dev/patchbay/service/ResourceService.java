package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.Identifier;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
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
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The five lifecycle operations, once for every kind. Requests come with their members already
 * checked against their schema. Failures are {@link ServiceException}s, in this order: the first
 * missing resource from the root down, the precondition, the rules of the kind, the conflict. A
 * read may be answered before its call is admitted; the caller must not tell.
 */
public final class ResourceService {

  /** Even among a hundred thousand siblings one in a million identifiers is taken. */
  private static final int DRAWS_MAX = 3;

  /** An edit is not the change of a request, so that no rule has to do with it. */
  private static final ResourceRules UNCHECKED = draft -> {};

  private final ResourceTypes types;
  private final ResourceStore store;
  private final PatchSemantics patchSemantics;
  private final Quotas quotas;
  private final ResourceLimits limits;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final Map<ResourceType, ResourceRules> rules;

  public ResourceService(
      ResourceTypes types,
      ResourceStore store,
      PatchSemantics patchSemantics,
      Quotas quotas,
      ResourceLimits limits,
      IdGenerator ids,
      InstantSource clock,
      Map<ResourceType, ResourceRules> rules) {
    this.types = types;
    this.store = store;
    this.patchSemantics = patchSemantics;
    this.quotas = quotas;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    this.rules = Map.copyOf(rules);
  }

  /** Creates a resource, with an identifier of its own where the change does not give it. */
  public Future<Resource> create(
      Call call, ResourceCollection collection, Map<String, Object> change) {
    Identifier identifier = collection.type().identifier();
    if (!identifier.isGiven()) {
      return create(call, collection, change, 1);
    }
    Object given = change.get(identifier.member());
    if (!(given instanceof String id) || !identifier.accepts(id)) {
      return Future.failedFuture(
          ServiceException.invalid(identifier.member(), given, identifier.form()));
    }
    return create(
        call, collection.member(id), change, ServiceException.alreadyExists(collection, id));
  }

  private Future<Resource> create(
      Call call, ResourceCollection collection, Map<String, Object> change, int draw) {
    ResourceId id = collection.member(ids.next(collection.type()));
    ServiceException taken = ServiceException.concurrentModification();
    return create(call, id, change, taken)
        .recover(
            failure ->
                failure == taken && draw < DRAWS_MAX
                    ? create(call, collection, change, draw + 1)
                    : Future.failedFuture(failure));
  }

  private Future<Resource> create(
      Call call, ResourceId id, Map<String, Object> change, ServiceException taken) {
    ResourceCollection collection = id.collection();
    Instant created = clock.instant();
    Read size = new Read.OfSize(collection);
    Set<Read> reads = readsFor(id, change, change);
    UniqueMember.read(id, change, true).ifPresent(reads::add);
    reads.add(size);
    reads.addAll(MissingResources.reads(id.ancestors()));
    return commit(
        call,
        size,
        reads,
        snapshot -> {
          MissingResources.checkAncestors(id, snapshot);
          if (snapshot.resource(id).isPresent()) {
            throw taken;
          }
          Map<String, Object> members = patchSemantics.apply(id.type(), Map.of(), change);
          members.put(id.type().idMember(), id.value());
          Draft draft = new Draft(id, change, members, snapshot, created, true);
          Set<Read> further = unread(draft);
          if (!further.isEmpty()) {
            return new Decision.NeedMore<>(further);
          }
          Map<String, Object> admitted = draft.admitted(rulesOf(id));
          References.check(id, change, admitted, snapshot);
          quotas.check(collection, snapshot.size(collection));
          UniqueMember.check(id, UniqueMember.read(id, change, true), snapshot);
          limits.check(id.type(), Map.of(), admitted);
          Resource resource = new Resource(id, 1, admitted);
          return new Decision.Commit<>(
              List.of(Write.create(resource), new Write.Note(Change.created(resource))), resource);
        });
  }

  public Future<Resource> get(Call call, ResourceId id) {
    return store
        .find(id)
        .compose(
            found ->
                found.map(Future::succeededFuture).orElseGet(() -> refuseFirstMissing(call, id)));
  }

  /** Lists a collection; only of an empty one it is in doubt whether its parent exists. */
  public Future<Page> list(Call call, ResourceCollection collection, PageRequest request) {
    return store
        .list(collection, request)
        .compose(
            page ->
                page.resources().isEmpty() && collection.parent().isPresent()
                    ? get(call, collection.parent().get()).map(page)
                    : Future.succeededFuture(page));
  }

  /**
   * Changes a resource as {@link PatchSemantics} says. A change that leaves it as it is stores
   * nothing, and answers the resource with the revision that it has.
   */
  public Future<Resource> update(
      Call call, ResourceId id, Map<String, Object> change, Precondition precondition) {
    return References.needCurrent(id.type(), change)
        ? store
            .find(id)
            .compose(
                found -> {
                  Map<String, Object> members =
                      new HashMap<>(found.map(Resource::members).orElse(Map.of()));
                  members.putAll(change);
                  return update(call, id, change, members, precondition);
                })
        : update(call, id, change, change, precondition);
  }

  /**
   * The same.
   *
   * @param expected the members after the change, as far as references need them
   */
  private Future<Resource> update(
      Call call,
      ResourceId id,
      Map<String, Object> change,
      Map<String, Object> expected,
      Precondition precondition) {
    Instant now = clock.instant();
    Optional<Read.OfHolders> unique = UniqueMember.read(id, change, false);
    Set<Read> reads = readsFor(id, change, expected);
    unique.ifPresent(reads::add);
    return commit(
        call,
        new Read.OfResource(id),
        reads,
        snapshot -> {
          Optional<Resource> stored = snapshot.resource(id);
          if (stored.isEmpty()) {
            return MissingResources.refuse(id, snapshot);
          }
          Resource current = stored.get();
          precondition.check(current);
          Map<String, Object> members = patchSemantics.apply(id.type(), current.members(), change);
          Draft draft = new Draft(id, change, members, snapshot, now, false);
          Set<Read> further = unread(draft);
          if (!further.isEmpty()) {
            return new Decision.NeedMore<>(further);
          }
          Map<String, Object> admitted = draft.admitted(rulesOf(id));
          References.check(id, change, admitted, snapshot);
          Resource next = current.next(admitted);
          Change made = Change.updated(current, next);
          if (made.changedMembers().isEmpty()) {
            return new Decision.Commit<>(List.of(), current);
          }
          UniqueMember.check(id, unique, snapshot);
          Set<Read> unread = checkRenamed(made, current, snapshot);
          if (!unread.isEmpty()) {
            return new Decision.NeedMore<>(unread);
          }
          limits.check(id.type(), current.members(), next.members());
          return new Decision.Commit<>(
              List.of(Write.replace(current, next), new Write.Note(made)), next);
        });
  }

  /**
   * Changes members in a way that no update can, for an operation of its own.
   *
   * @param operation stands in the change log
   * @param edit pure; the members after the change, of which those that are removed are missing
   */
  public Future<Resource> edit(
      Call call, ResourceId id, Operation operation, UnaryOperator<Map<String, Object>> edit) {
    Instant now = clock.instant();
    Read.OfResource read = new Read.OfResource(id);
    return commit(
        call,
        read,
        Set.of(read),
        snapshot -> {
          Optional<Resource> stored = snapshot.resource(id);
          if (stored.isEmpty()) {
            return MissingResources.refuse(id, snapshot);
          }
          Resource current = stored.get();
          Map<String, Object> members = edit.apply(new LinkedHashMap<>(current.members()));
          Resource next =
              current.next(
                  new Draft(id, Map.of(), members, snapshot, now, false).admitted(UNCHECKED));
          Change made = Change.updated(current, next).by(operation);
          if (made.changedMembers().isEmpty()) {
            return new Decision.Commit<>(List.of(), current);
          }
          limits.check(id.type(), current.members(), next.members());
          return new Decision.Commit<>(
              List.of(Write.replace(current, next), new Write.Note(made)), next);
        });
  }

  private Set<Read> unread(Draft draft) {
    return rulesOf(draft.id()).furtherReads(draft).stream()
        .filter(read -> !draft.snapshot().has(read))
        .collect(Collectors.toSet());
  }

  /** What names a resource by its unique member keeps that member as it is. */
  private Set<Read> checkRenamed(Change made, Resource current, Snapshot snapshot) {
    return current.id().type().uniqueMember().filter(made.changedMembers()::contains).isPresent()
        ? Referrers.check(types, current, each -> each.reference().byName(), snapshot)
        : Set.of();
  }

  /** Deletes a resource and everything below it. */
  public Future<@Nullable Void> delete(Call call, ResourceId id, Precondition precondition) {
    Set<Read> reads = new HashSet<>(Referrers.firstReads(types, id));
    reads.add(new Read.OfResource(id));
    reads.addAll(CascadeDelete.firstReads(types, id));
    // In line with the creations in its collection, unless these would wait for a whole subtree.
    Read subject =
        id.parent().isPresent() && types.childrenOf(id.type()).isEmpty()
            ? new Read.OfSize(id.collection())
            : new Read.OfResource(id);
    return commit(
            call,
            subject,
            reads,
            snapshot -> {
              Optional<Resource> stored = snapshot.resource(id);
              if (stored.isEmpty()) {
                return MissingResources.<Boolean>refuse(id, snapshot);
              }
              precondition.check(stored.get());
              Set<Read> unread = Referrers.check(types, stored.get(), all -> true, snapshot);
              if (!unread.isEmpty()) {
                return new Decision.NeedMore<>(unread);
              }
              return CascadeDelete.removal(types, stored.get(), snapshot);
            })
        .mapEmpty();
  }

  private <R> Future<R> commit(
      Call call, Read subject, Set<Read> reads, Function<Snapshot, Decision<R>> rules) {
    return store.commit(
        new Transition<>(
            call, subject, reads, snapshot -> Decision.ruled(() -> rules.apply(snapshot))));
  }

  /** What both a create and an update look at. */
  private Set<Read> readsFor(
      ResourceId id, Map<String, Object> change, Map<String, Object> members) {
    Set<Read> reads = new LinkedHashSet<>();
    reads.add(new Read.OfResource(id));
    reads.addAll(rulesOf(id).reads(id, change));
    reads.addAll(References.reads(id, change, members));
    return reads;
  }

  private ResourceRules rulesOf(ResourceId id) {
    return rules.getOrDefault(id.type(), MemberRules.ONLY);
  }

  private <R> Future<R> refuseFirstMissing(Call call, ResourceId id) {
    return commit(
        call,
        new Read.OfResource(id),
        MissingResources.reads(List.of(id)),
        snapshot -> MissingResources.refuse(id, snapshot));
  }
}
