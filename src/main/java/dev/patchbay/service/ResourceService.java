package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Identifier;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The five lifecycle operations, for every type. The members of requests are already checked
 * against their schema. Failures are {@link ServiceException}s, in this order: the first missing
 * resource from the root down, the precondition, the rules of the type, the conflict. A read may
 * complete before the throttle has admitted its call; the caller must not send its result before.
 */
public final class ResourceService {

  private final ResourceTypes types;
  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final DrawnIds drawn;
  private final InstantSource clock;
  private final Deployments deployments;
  private final AutomaticDeployments automatic;
  private final ResourceReads reads;
  private final QuickCreate quick;

  public ResourceService(
      ResourceTypes types,
      ResourceStore store,
      ResourceDecisions decisions,
      IdGenerator ids,
      InstantSource clock) {
    this.types = types;
    this.store = store;
    this.decisions = decisions;
    this.drawn = new DrawnIds(ids);
    this.clock = clock;
    this.deployments = new Deployments(types, store, decisions, ids, clock);
    this.automatic = new AutomaticDeployments(types, store, decisions, clock, deployments);
    this.reads = new ResourceReads(store, automatic);
    this.quick = new QuickCreate(types, store, decisions, ids, clock);
  }

  /** Creates a resource; its identifier is generated unless the caller gives it in a member. */
  public Future<Resource> create(
      Call call, ResourceCollection collection, Map<String, Object> change) {
    Identifier identifier = collection.type().identifier();
    if (collection.type().snapshotType().isPresent()) {
      return deployments.create(call, collection, change);
    }
    if (quick.isCreationOf(collection.type(), change)) {
      return quick.create(call, collection, change);
    }
    if (!identifier.isGiven()) {
      return drawn.create(collection, (id, taken) -> create(call, id, change, taken));
    }
    Object given = change.get(identifier.member());
    if (!(given instanceof String id) || !identifier.accepts(id)) {
      return Future.failedFuture(identifier.refusalOf(given));
    }
    return create(
        call, collection.member(id), change, ServiceException.alreadyExists(collection, id));
  }

  private Future<Resource> create(
      Call call, ResourceId id, Map<String, Object> change, ServiceException taken) {
    Instant now = clock.instant();
    ResourceDecisions ofChange = decisions.forChange(id.type(), change);
    return commit(
        call,
        new Read.OfSize(id.collection()),
        ofChange.readsOfCreate(id, change),
        snapshot -> ofChange.create(id, change, taken, now, snapshot));
  }

  public Future<Resource> get(Call call, ResourceId id) {
    return reads.get(call, id);
  }

  /** Lists a collection; fails where its parent does not exist. */
  public Future<Page> list(Call call, ResourceCollection collection, PageRequest request) {
    return reads.list(call, collection, request);
  }

  /**
   * Changes a resource as {@link PatchSemantics} says. A change without effect stores nothing, and
   * returns the resource with its current revision.
   */
  public Future<Resource> update(
      Call call, ResourceId id, Map<String, Object> change, Precondition precondition) {
    if (quick.isUpdateOf(id.type(), change)) {
      return quick.update(call, id, change, precondition);
    }
    if (automatic.isEndedBy(id, change)) {
      return automatic
          .deploy(id.root())
          .compose(ended -> updateNow(call, id, change, precondition));
    }
    return updateNow(call, id, change, precondition);
  }

  private Future<Resource> updateNow(
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
    ResourceDecisions ofChange = decisions.forChange(id.type(), change);
    return commit(
        call,
        new Read.OfResource(id),
        ofChange.readsOfUpdate(id, change, expected),
        snapshot -> ofChange.update(id, change, precondition, now, snapshot));
  }

  /**
   * Changes members without the rules of updates, for an operation that is not a lifecycle
   * operation.
   *
   * @param operation the name for the change log
   * @param edit pure; returns the members after the change, without the removed ones
   */
  public Future<Resource> edit(Call call, ResourceId id, Operation operation, MemberEdit edit) {
    Instant now = clock.instant();
    Read.OfResource read = new Read.OfResource(id);
    return commit(
        call,
        read,
        Set.of(read),
        snapshot ->
            decisions.edit(id, operation, members -> edit.apply(members, now), now, snapshot));
  }

  /** Raises the revision of a resource, whose members stay. */
  Future<Resource> touch(Call call, ResourceId id, Operation operation) {
    return store.commit(NextRevision.of(call, id, operation));
  }

  /** Deletes a resource and everything below it. */
  public Future<@Nullable Void> delete(Call call, ResourceId id, Precondition precondition) {
    // In one queue with creates of its collection, unless they would wait for a whole subtree.
    Read subject =
        id.parent().isPresent() && types.childrenOf(id.type()).isEmpty()
            ? new Read.OfSize(id.collection())
            : new Read.OfResource(id);
    return commit(
            call,
            subject,
            CascadeDelete.reads(types, id),
            snapshot -> CascadeDelete.decide(types, id, precondition, snapshot))
        .mapEmpty();
  }

  private <R> Future<R> commit(
      Call call, Read subject, Set<Read> reads, Function<Snapshot, Decision<R>> rules) {
    return store.commit(
        new Transition<>(
            call, subject, reads, snapshot -> Decision.orReject(() -> rules.apply(snapshot))));
  }
}
