package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The deletion of a resource and everything below it. A small subtree is deleted in one
 * transaction. The transaction of a larger one deletes its root, and the store sweeps the rest.
 */
final class CascadeDelete {

  /** A transaction with more deletions would block other users of Redis for too long. */
  static final int RESOURCES_OF_TRANSACTION_MAX = Limit.REMOVED_TOGETHER.intValue();

  private final ResourceTypes types;
  private final Snapshot snapshot;
  private final List<Write> removals = new ArrayList<>();
  private final Set<Read> unread = new HashSet<>();
  private int entriesLeft = RESOURCES_OF_TRANSACTION_MAX;

  private CascadeDelete(ResourceTypes types, Snapshot snapshot) {
    this.types = types;
    this.snapshot = snapshot;
  }

  /**
   * Returns the reads that are known before the first one: the resource, its referrers, its
   * children.
   */
  static Set<Read> reads(ResourceTypes types, ResourceId id) {
    Set<Read> reads = new HashSet<>(Referrers.firstReads(types, id));
    reads.add(new Read.OfResource(id));
    types.childrenOf(id.type()).forEach(childType -> reads.add(entries(id, childType)));
    return reads;
  }

  /** Deletes a resource that exists, fits the precondition and is not in use. */
  static Decision<Boolean> decide(
      ResourceTypes types, ResourceId id, Precondition precondition, Snapshot snapshot) {
    Optional<Resource> stored = snapshot.resource(id);
    if (stored.isEmpty()) {
      return MissingResources.refuse(id, snapshot);
    }
    precondition.check(stored.get());
    Set<Read> unread = Referrers.check(types, stored.get(), all -> true, snapshot);
    OwnedTargets owned = OwnedTargets.of(stored.get());
    unread.addAll(owned.unread(snapshot));
    return unread.isEmpty()
        ? removal(types, stored.get(), owned, snapshot)
        : new Decision.NeedMore<>(unread);
  }

  /** Reads one entry more than a transaction may delete, so that a larger subtree is noticed. */
  private static Read.OfEntries entries(ResourceId parent, ResourceType childType) {
    return new Read.OfEntries(parent.children(childType), RESOURCES_OF_TRANSACTION_MAX + 1);
  }

  /** Removes the whole subtree, or asks for the collections that are not read yet. */
  private static Decision<Boolean> removal(
      ResourceTypes types, Resource root, OwnedTargets owned, Snapshot snapshot) {
    CascadeDelete subtree = new CascadeDelete(types, snapshot);
    boolean small = subtree.add(Entry.of(root));
    if (small && !subtree.unread.isEmpty()) {
      return new Decision.NeedMore<>(subtree.unread);
    }
    List<Write> writes =
        new ArrayList<>(small ? subtree.removals : List.of(new Write.RemoveTree(Entry.of(root))));
    writes.addAll(owned.removals(snapshot));
    writes.add(new Write.AppendChange(Change.deleted(root)));
    return new Decision.Commit<>(writes, true);
  }

  /** Adds the known subtree; returns whether it fits into one transaction. */
  private boolean add(Entry entry) {
    removals.add(new Write.Remove(entry));
    for (ResourceType childType : types.childrenOf(entry.id().type())) {
      Read.OfEntries children = entries(entry.id(), childType);
      if (!snapshot.has(children)) {
        unread.add(children);
        continue;
      }
      List<Entry> found = snapshot.entries(children);
      entriesLeft -= found.size();
      if (entriesLeft < 0 || !found.stream().allMatch(this::add)) {
        return false;
      }
    }
    return true;
  }
}
