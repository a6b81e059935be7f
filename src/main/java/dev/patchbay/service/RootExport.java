package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the resources of an account, for an export; changes nothing. */
public final class RootExport {

  private final ResourceTypes types;
  private final Snapshot snapshot;
  private final List<ResourceId> below = new ArrayList<>();
  private final Set<Read> unread = new LinkedHashSet<>();

  private RootExport(ResourceTypes types, Snapshot snapshot) {
    this.types = types;
    this.snapshot = snapshot;
  }

  /** The identifiers of an account's roots of one type, ascending. Unlike a page it hides none. */
  public static Transition<List<ResourceId>> roots(String accountId, ResourceType type) {
    ResourceCollection roots = new ResourceCollection(accountId, type, List.of());
    Read entries = new Read.OfEntries(roots);
    return new Transition<>(
        entries,
        Set.of(entries),
        snapshot ->
            new Decision.Commit<>(
                List.of(), snapshot.entries(roots).stream().map(Entry::id).toList()));
  }

  /**
   * A root and everything below it, as it is at one moment.
   *
   * <p>The result holds the root first, then each resource after its parent and in ascending order
   * of identifiers; it is empty when there is no such root. Fails with INTERNAL_FAILURE when any of
   * it cannot be read. It begins again after creations, deletions and changes of keys in the root,
   * and after no others.
   */
  public static Transition<List<Resource>> of(ResourceTypes types, ResourceId root) {
    Set<Read> collections = collectionsBelow(types, root);
    if (collections.isEmpty()) {
      return alone(root);
    }
    return new Transition<>(
        collections.iterator().next(),
        collections,
        snapshot -> {
          RootExport view = new RootExport(types, snapshot);
          view.gather(root);
          return view.unread.isEmpty() ? view.decision(root) : new Decision.NeedMore<>(view.unread);
        });
  }

  /** A root of a type that has nothing below it. */
  private static Transition<List<Resource>> alone(ResourceId root) {
    Read read = new Read.OfResource(root);
    return new Transition<>(
        read,
        Set.of(read),
        snapshot -> new Decision.Commit<>(List.of(), snapshot.resource(root).stream().toList()));
  }

  private static Set<Read> collectionsBelow(ResourceTypes types, ResourceId parent) {
    return types.childrenOf(parent.type()).stream()
        .map(childType -> new Read.OfEntries(parent.children(childType)))
        .collect(Collectors.toSet());
  }

  private void gather(ResourceId parent) {
    for (Read children : collectionsBelow(types, parent)) {
      if (!snapshot.has(children)) {
        unread.add(children);
      }
    }
    for (ResourceType childType : types.childrenOf(parent.type())) {
      ResourceCollection children = parent.children(childType);
      if (snapshot.has(new Read.OfEntries(children))) {
        for (Entry entry : snapshot.entries(children)) {
          below.add(entry.id());
          gather(entry.id());
        }
      }
    }
  }

  private Decision<List<Resource>> decision(ResourceId root) {
    Set<Read> resources = below.stream().map(Read.OfResource::new).collect(Collectors.toSet());
    resources.add(new Read.OfResource(root));
    return new Decision.View<>(
        resources,
        seen -> {
          if (seen.resource(root).isEmpty()) {
            return List.of();
          }
          List<Resource> all = new ArrayList<>();
          all.add(seen.resource(root).get());
          below.forEach(
              id -> all.add(seen.resource(id).orElseThrow(() -> MissingResources.unreadable(id))));
          return all;
        });
  }
}
