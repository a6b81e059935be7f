package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources that are not stored, for decisions. */
final class ResourcesInMemory {

  private final Map<ResourceId, Resource> resources = new LinkedHashMap<>();
  private final Map<Read, Set<String>> holders = new HashMap<>();
  private final Map<ResourceCollection, Long> sizes = new HashMap<>();

  /** Adds a resource, or replaces it in its place. */
  void put(Resource resource) {
    ResourceCollection collection = resource.id().collection();
    String id = resource.id().value();
    Resource before = resources.put(resource.id(), resource);
    if (before == null) {
      sizes.merge(collection, 1L, Long::sum);
    } else {
      forget(before);
    }
    Entry.of(resource)
        .indexed()
        .forEach((member, value) -> holders(collection, member, value).add(id));
  }

  /** Removes a resource without children. */
  void remove(ResourceId id) {
    Resource removed = resources.remove(id);
    if (removed != null) {
      sizes.merge(id.collection(), -1L, Long::sum);
      forget(removed);
    }
  }

  private void forget(Resource resource) {
    ResourceId id = resource.id();
    Entry.of(resource)
        .indexed()
        .forEach((member, value) -> holders(id.collection(), member, value).remove(id.value()));
  }

  private Set<String> holders(ResourceCollection collection, String member, String value) {
    return holders.computeIfAbsent(
        new Read.OfHolders(collection, member, value), read -> new HashSet<>());
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
    return resources.values().stream()
        .filter(each -> each.id().collection().equals(collection))
        .toList();
  }

  /** Returns the results of the reads of a decision. */
  Snapshot snapshot(Set<Read> reads) {
    return new Snapshot(reads.stream().collect(Collectors.toMap(read -> read, this::found)));
  }

  private Object found(Read read) {
    if (read instanceof Read.OfResource resource) {
      return find(resource.id());
    }
    if (read instanceof Read.OfHolders) {
      return Set.copyOf(holders.getOrDefault(read, Set.of()));
    }
    if (read instanceof Read.OfSize size) {
      return sizes.getOrDefault(size.collection(), 0L);
    }
    throw new IllegalStateException("no decision on resources in memory reads " + read);
  }
}
