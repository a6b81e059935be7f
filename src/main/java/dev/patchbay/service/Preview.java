package dev.patchbay.service;

import dev.patchbay.model.IndexedValues;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A collection with changes that are decided as if they were stored, one after the other. */
final class Preview {

  private final CollectionView view;
  private final ResourceDecisions decisions;
  private final Instant now;
  private final Map<ResourceId, Resource> ancestors = new HashMap<>();
  private final Map<ResourceId, Resource> resources = new LinkedHashMap<>();

  Preview(CollectionView view, ResourceDecisions decisions, Instant now) {
    this.view = view;
    this.decisions = decisions;
    this.now = now;
    view.ancestors().forEach(each -> ancestors.put(each.id(), each));
    view.resources().forEach(each -> resources.put(each.id(), each));
  }

  CollectionView with(Map<String, Map<String, Object>> changes) {
    changes.forEach(this::apply);
    return new CollectionView(
        view.collection(), view.ancestors(), new ArrayList<>(resources.values()), view.bytes());
  }

  private void apply(String name, Map<String, Object> change) {
    ResourceId id = view.collection().member(name);
    Decision<Resource> decision =
        Decision.ruled(
            () -> name.equals(PreviewService.NEW) ? create(id, change) : update(id, change));
    if (decision instanceof Decision.Commit<Resource> made) {
      resources.put(id, made.result());
    } else if (decision instanceof Decision.Reject<Resource> refused) {
      throw ServiceException.badRequest(
              "The change %s is refused: %s"
                  .formatted(ShownValue.cut(name), refused.refusal().message()))
          .about("changes");
    } else {
      throw new IllegalStateException("nothing else can be read: " + decision);
    }
  }

  private Decision<Resource> create(ResourceId id, Map<String, Object> change) {
    Snapshot snapshot = snapshot(decisions.readsOfCreate(id, change));
    return decisions.create(id, change, ServiceException.concurrentModification(), now, snapshot);
  }

  private Decision<Resource> update(ResourceId id, Map<String, Object> change) {
    Set<Read> reads = decisions.readsOfUpdate(id, change, change);
    ancestors.keySet().stream().map(Read.OfResource::new).forEach(reads::add);
    return decisions.update(id, change, Precondition.NONE, now, snapshot(reads));
  }

  private Snapshot snapshot(Set<Read> reads) {
    return new Snapshot(reads.stream().collect(Collectors.toMap(read -> read, this::found)));
  }

  private Object found(Read read) {
    ResourceCollection collection = view.collection();
    if (read instanceof Read.OfResource resource) {
      return Optional.ofNullable(ancestors.get(resource.id()))
          .or(() -> Optional.ofNullable(resources.get(resource.id())));
    }
    if (!read.collection().equals(collection)) {
      throw new IllegalStateException("not part of the preview: " + read);
    }
    if (read instanceof Read.OfHolders holders) {
      return resources.values().stream()
          .filter(each -> hasValue(each, holders))
          .map(each -> each.id().value())
          .collect(Collectors.toSet());
    }
    return (long) resources.size();
  }

  private static boolean hasValue(Resource resource, Read.OfHolders holders) {
    return IndexedValues.of(resource.id().type(), resource.members())
        .contains(holders.member(), holders.value());
  }
}
