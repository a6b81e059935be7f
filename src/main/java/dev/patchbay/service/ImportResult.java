package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The result of the import of a root.
 *
 * @param isNew false where the root existed already and was left unchanged
 */
public record ImportResult(boolean isNew) {

  /**
   * Watches the root and the size of its collection only: a deletion removes all resources below a
   * root, so none exist where the root does not exist.
   *
   * @param resources the root, then the resources below it
   */
  static Transition<ImportResult> transition(List<Resource> resources, Quotas quotas) {
    Resource root = resources.get(0);
    Read stored = new Read.OfResource(root.id());
    Read size = new Read.OfSize(root.id().collection());
    return new Transition<>(
        size,
        Set.of(stored, size),
        snapshot ->
            snapshot.resource(root.id()).isPresent()
                ? new Decision.Commit<>(List.of(), new ImportResult(false))
                : decide(resources, snapshot, quotas));
  }

  private static Decision<ImportResult> decide(
      List<Resource> resources, Snapshot snapshot, Quotas quotas) {
    Resource root = resources.get(0);
    ResourceType type = root.id().type();
    if (quotas.isReached(type, snapshot.size(root.id().collection()))) {
      return new Decision.Reject<>(
          ServiceException.badRequest(
              "the account has the %d %ss that are configured"
                  .formatted(quotas.limitOf(type), type.spokenName())));
    }
    List<Write> writes = new ArrayList<>();
    resources.stream().map(Write::create).forEach(writes::add);
    writes.add(new Write.AppendChange(Change.imported(root)));
    return new Decision.Commit<>(writes, new ImportResult(true));
  }
}
