package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
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
 * @param ancestors the resources that it lies in, outermost first
 * @param resources its own, in ascending order of identifiers
 */
public record CollectionView(
    ResourceCollection collection, List<Resource> ancestors, List<Resource> resources) {

  public CollectionView {
    ancestors = List.copyOf(ancestors);
    resources = List.copyOf(resources);
  }

  /** The resource whose collection it is. */
  public Resource parent() {
    return ancestors.get(ancestors.size() - 1);
  }

  /**
   * Reads a collection that belongs to a resource. Fails with NOT_FOUND where that is not there,
   * and with BAD_REQUEST where the collection has too many resources.
   */
  static Transition<CollectionView> read(ResourceCollection collection, int resourcesMax) {
    List<ResourceId> ancestors = collection.member("").ancestors();
    Read.OfEntries entries = new Read.OfEntries(collection, resourcesMax + 1);
    Set<Read> reads = new HashSet<>(ancestors.stream().map(Read.OfResource::new).toList());
    reads.add(entries);
    return new Transition<>(
        entries,
        reads,
        snapshot ->
            Decision.ruled(
                () -> {
                  List<Entry> found = snapshot.entries(entries);
                  if (found.size() > resourcesMax) {
                    throw tooMany(collection, resourcesMax);
                  }
                  return view(collection, ancestors, found, snapshot);
                }));
  }

  private static Decision<CollectionView> view(
      ResourceCollection collection,
      List<ResourceId> ancestors,
      List<Entry> entries,
      Snapshot snapshot) {
    MissingResources.checkAncestors(collection.member(""), snapshot);
    checkProtocol(collection.type(), snapshot.resource(ancestors.get(0)).orElseThrow());
    List<ResourceId> ids = entries.stream().map(Entry::id).toList();
    return new Decision.View<>(
        ids.stream().map(Read.OfResource::new).collect(Collectors.toSet()),
        seen -> new CollectionView(collection, found(ancestors, seen), found(ids, seen)));
  }

  private static ServiceException tooMany(ResourceCollection collection, int resourcesMax) {
    return ServiceException.badRequest(
        "This operation takes at most %d %s"
            .formatted(resourcesMax, collection.type().pluralName()));
  }

  private static void checkProtocol(ResourceType type, Resource root) {
    if (type.protocol() != Protocol.ANY
        && type.protocol() != Protocol.valueOf(String.valueOf(root.text("protocolType")))) {
      throw ServiceException.badRequest(type.otherProtocolText());
    }
  }

  private static List<Resource> found(List<ResourceId> ids, Snapshot snapshot) {
    return ids.stream().map(id -> snapshot.resource(id).orElseThrow(() -> unreadable(id))).toList();
  }

  /** Its collection has an entry of it, and all was read at one moment. */
  private static ServiceException unreadable(ResourceId id) {
    return new ServiceException(
        ErrorCode.INTERNAL_FAILURE,
        "The stored " + id.type().typeName() + " " + id.value() + " cannot be read");
  }
}
