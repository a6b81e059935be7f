package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A collection at one moment.
 *
 * @param ancestors the parent and its ancestors, outermost first
 * @param resources its own, in ascending order of identifiers
 * @param bytes the stored size of the resources and of their parent together
 */
public record CollectionView(
    ResourceCollection collection, List<Resource> ancestors, List<Resource> resources, long bytes) {

  public CollectionView {
    ancestors = List.copyOf(ancestors);
    resources = List.copyOf(resources);
  }

  /** Returns the resource that has the collection. */
  public Resource parent() {
    return ancestors.get(ancestors.size() - 1);
  }

  /**
   * Reads a collection that belongs to a resource. Fails with NOT_FOUND where the parent does not
   * exist, and with BAD_REQUEST, before the resources are read, where they are too many or too
   * large.
   */
  static Transition<CollectionView> read(
      ResourceCollection collection, int resourcesMax, long bytesMax) {
    List<ResourceId> ancestors = collection.member("").ancestors();
    Read.OfEntries entries = new Read.OfEntries(collection, resourcesMax + 1);
    Set<Read> reads = new HashSet<>(ancestors.stream().map(Read.OfResource::new).toList());
    reads.add(entries);
    return new Transition<>(
        entries,
        reads,
        snapshot ->
            Decision.orReject(
                () -> {
                  MissingResources.checkAncestors(collection.member(""), snapshot);
                  collection
                      .type()
                      .checkProtocolOf(snapshot.resource(ancestors.get(0)).orElseThrow());
                  List<ResourceId> ids = snapshot.entries(entries).stream().map(Entry::id).toList();
                  if (ids.size() > resourcesMax) {
                    throw tooLarge(collection, String.valueOf(resourcesMax));
                  }
                  return view(collection, ancestors, ids, snapshot, bytesMax);
                }));
  }

  private static Decision<CollectionView> view(
      ResourceCollection collection,
      List<ResourceId> ancestors,
      List<ResourceId> ids,
      Snapshot snapshot,
      long bytesMax) {
    ResourceId parent = ancestors.get(ancestors.size() - 1);
    Set<Read> lengths = ids.stream().map(Read.OfLength::new).collect(Collectors.toSet());
    lengths.add(new Read.OfLength(parent));
    if (!lengths.stream().allMatch(snapshot::has)) {
      lengths.removeIf(snapshot::has);
      return new Decision.NeedMore<>(lengths);
    }
    long bytes = ids.stream().mapToLong(snapshot::length).sum();
    if (bytes > bytesMax) {
      throw tooLarge(collection, bytesMax + " bytes of");
    }
    return new Decision.View<>(
        ids.stream().map(Read.OfResource::new).collect(Collectors.toSet()),
        seen ->
            new CollectionView(
                collection, found(ancestors, seen), found(ids, seen), bytes + seen.length(parent)));
  }

  private static ServiceException tooLarge(ResourceCollection collection, String most) {
    return ServiceException.badRequest(
        "This operation takes at most %s %s".formatted(most, collection.type().pluralName()));
  }

  private static List<Resource> found(List<ResourceId> ids, Snapshot snapshot) {
    return ids.stream()
        .map(id -> snapshot.resource(id).orElseThrow(() -> MissingResources.unreadable(id)))
        .toList();
  }
}
