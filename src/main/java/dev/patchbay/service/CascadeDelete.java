package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Limit;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource and everything below it, on its way out of the store. A small subtree goes as a whole
 * in one transaction; the root of a larger one goes, and the store takes care of the rest.
 */
final class CascadeDelete {

  /** A transaction with more deletions would keep other users of the store waiting. */
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

  /** What can be said before anything is read: the collections right below the root. */
  static Set<Read> firstReads(ResourceTypes types, ResourceId root) {
    return types.childrenOf(root.type()).stream()
        .map(childType -> entries(root, childType))
        .collect(Collectors.toSet());
  }

  /** One more than fits tells that there are too many. */
  private static Read.OfEntries entries(ResourceId parent, ResourceType childType) {
    return new Read.OfEntries(parent.children(childType), RESOURCES_OF_TRANSACTION_MAX + 1);
  }

  /** Removes the whole of it at once, or asks for the collections that are not read yet. */
  static Decision<Boolean> removal(ResourceTypes types, Resource root, Snapshot snapshot) {
    CascadeDelete subtree = new CascadeDelete(types, snapshot);
    boolean small = subtree.gather(Entry.of(root));
    if (small && !subtree.unread.isEmpty()) {
      return new Decision.NeedMore<>(subtree.unread);
    }
    List<Write> writes =
        new ArrayList<>(small ? subtree.removals : List.of(new Write.RemoveTree(Entry.of(root))));
    writes.add(new Write.Note(Change.deleted(root)));
    return new Decision.Commit<>(writes, true);
  }

  /** Whether what is known of it fits into one transaction. */
  private boolean gather(Entry entry) {
    removals.add(new Write.Remove(entry));
    for (ResourceType childType : types.childrenOf(entry.id().type())) {
      Read.OfEntries children = entries(entry.id(), childType);
      if (!snapshot.has(children)) {
        unread.add(children);
        continue;
      }
      List<Entry> found = snapshot.entries(children);
      entriesLeft -= found.size();
      if (entriesLeft < 0 || !found.stream().allMatch(this::gather)) {
        return false;
      }
    }
    return true;
  }
}
