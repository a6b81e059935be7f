package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
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

/** A resource and everything below it, on its way out of the store. */
final class Subtree {

  private final Snapshot snapshot;
  private final List<Write> removals = new ArrayList<>();
  private final Set<Read> unread = new HashSet<>();

  private Subtree(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What can be said before anything is read: the collections right below the root. */
  static Set<Read.OfEntries> firstReads(ResourceId root) {
    return root.type().children().stream()
        .map(childType -> new Read.OfEntries(root.children(childType)))
        .collect(Collectors.toSet());
  }

  /** Removes the whole of it at once, or asks for the collections that are not read yet. */
  static Decision<Boolean> removal(Resource root, Snapshot snapshot) {
    Subtree subtree = new Subtree(snapshot);
    subtree.gather(Entry.of(root));
    subtree.removals.add(new Write.Note(Change.deleted(root)));
    return subtree.unread.isEmpty()
        ? new Decision.Commit<>(subtree.removals, true)
        : new Decision.NeedMore<>(subtree.unread);
  }

  private void gather(Entry entry) {
    removals.add(new Write.Remove(entry));
    for (Read.OfEntries children : firstReads(entry.id())) {
      if (snapshot.has(children)) {
        snapshot.entries(children.collection()).forEach(this::gather);
      } else {
        unread.add(children);
      }
    }
  }
}
