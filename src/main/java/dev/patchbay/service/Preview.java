package dev.patchbay.service;

import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A collection with changes that are decided as if they were stored, one after the other. */
final class Preview {

  private final CollectionView view;
  private final ResourceDecisions decisions;
  private final Instant now;
  private final ResourcesInMemory resources = new ResourcesInMemory();

  Preview(CollectionView view, ResourceDecisions decisions, Instant now) {
    this.view = view;
    this.decisions = decisions;
    this.now = now;
    view.ancestors().forEach(resources::put);
    view.resources().forEach(resources::put);
  }

  CollectionView with(Map<String, Map<String, Object>> changes) {
    changes.forEach(this::apply);
    return new CollectionView(
        view.collection(), view.ancestors(), resources.in(view.collection()), view.bytes());
  }

  private void apply(String name, Map<String, Object> change) {
    ResourceId id = view.collection().member(name);
    Decision<Resource> decision =
        Decision.orReject(
            () -> name.equals(PreviewService.NEW) ? create(id, change) : update(id, change));
    if (decision instanceof Decision.Commit<Resource> made) {
      resources.put(made.result());
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
    view.ancestors().forEach(each -> reads.add(new Read.OfResource(each.id())));
    return decisions.update(id, change, Precondition.NONE, now, snapshot(reads));
  }

  private Snapshot snapshot(Set<Read> reads) {
    for (Read read : reads) {
      if (!(read instanceof Read.OfResource) && !read.collection().equals(view.collection())) {
        throw new IllegalStateException("not part of the preview: " + read);
      }
    }
    return resources.snapshot(reads);
  }
}
