package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resources that are not stored, as a decision sees them. */
final class ResourcesInMemory {

  private final Map<ResourceId, Resource> resources = new LinkedHashMap<>();

  /** Adds a resource, or replaces it in its place. */
  void put(Resource resource) {
    resources.put(resource.id(), resource);
  }

  boolean contains(ResourceId id) {
    return resources.containsKey(id);
  }

  boolean isEmpty() {
    return resources.isEmpty();
  }

  Optional<Resource> find(ResourceId id) {
    return Optional.ofNullable(resources.get(id));
  }

  /** Returns all resources in the order in which they were added. */
  List<Resource> all() {
    return List.copyOf(resources.values());
  }

  /** Returns the resources of a collection in the order in which they were added. */
  List<Resource> in(ResourceCollection collection) {
    return stream(collection).toList();
  }

  /** Returns what the reads of a decision find here. */
  Snapshot snapshot(Set<Read> reads) {
    return new Snapshot(reads.stream().collect(Collectors.toMap(read -> read, this::found)));
  }

  private Object found(Read read) {
    if (read instanceof Read.OfResource resource) {
      return find(resource.id());
    }
    if (read instanceof Read.OfHolders holders) {
      return stream(holders.collection())
          .filter(each -> Entry.of(each).indexed().contains(holders.member(), holders.value()))
          .map(each -> each.id().value())
          .collect(Collectors.toSet());
    }
    if (read instanceof Read.OfSize) {
      return stream(read.collection()).count();
    }
    throw new IllegalStateException("no decision on resources in memory reads " + read);
  }

  private Stream<Resource> stream(ResourceCollection collection) {
    return resources.values().stream().filter(each -> each.id().collection().equals(collection));
  }
}
