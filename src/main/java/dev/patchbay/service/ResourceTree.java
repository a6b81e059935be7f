package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A root and resources below it that are not stored yet. The decisions of creations make each of
 * them, so that a tree holds only resources that single requests could have stored.
 */
final class ResourceTree {

  private final ResourceDecisions decisions;
  private final Instant now;
  private final ResourcesInMemory resources = new ResourcesInMemory();

  ResourceTree(ResourceDecisions decisions, Instant now) {
    this.decisions = decisions;
    this.now = now;
  }

  /** A tree whose root is known already. */
  ResourceTree(ResourceDecisions decisions, Instant now, Resource root) {
    this(decisions, now);
    resources.put(root);
  }

  /**
   * Creates a resource whose ancestors are here.
   *
   * @throws ServiceException where the creation would be refused; nothing is added then
   */
  Resource add(ResourceId id, Map<String, Object> change) {
    ResourceDecisions ofChange = decisions.forChange(id.type(), change);
    Set<Read> reads = ofChange.readsOfCreate(id, change);
    while (true) {
      Decision<Resource> decision =
          ofChange.create(
              id,
              change,
              ServiceException.alreadyExists(id.collection(), id.value()),
              now,
              resources.snapshot(reads));
      if (decision instanceof Decision.NeedMore<Resource> more) {
        reads.addAll(more.reads());
      } else {
        Resource created = ((Decision.Commit<Resource>) decision).result();
        resources.put(created);
        return created;
      }
    }
  }

  /** Replaces a resource without the rules of updates. */
  void replace(Resource resource) {
    resources.put(resource);
  }

  /** Removes a resource that nothing here names. */
  void remove(ResourceId id) {
    resources.remove(id);
  }

  /** All resources, each after its parent. */
  List<Resource> all() {
    return resources.all();
  }
}
