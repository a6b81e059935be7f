package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
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
 * How the restoration of an API ended.
 *
 * @param isNew false where there was such an API already, which was left as it was
 */
public record ImportResult(boolean isNew) {

  /**
   * Watches the API and the size of its account only: what lies below an API goes with it, so that
   * there is nothing below one that is not there.
   *
   * @param resources the API, then what is below it
   */
  static Transition<ImportResult> transition(List<Resource> resources, Quotas quotas) {
    Resource api = resources.get(0);
    Read stored = new Read.OfResource(api.id());
    Read size = new Read.OfSize(api.id().collection());
    return new Transition<>(
        size,
        Set.of(stored, size),
        snapshot ->
            snapshot.resource(api.id()).isPresent()
                ? new Decision.Commit<>(List.of(), new ImportResult(false))
                : decide(resources, snapshot, quotas));
  }

  private static Decision<ImportResult> decide(
      List<Resource> resources, Snapshot snapshot, Quotas quotas) {
    Resource api = resources.get(0);
    if (snapshot.size(api.id().collection()) >= quotas.apisMax()) {
      return new Decision.Reject<>(
          ServiceException.badRequest(
              "the account has the %d APIs that are configured".formatted(quotas.apisMax())));
    }
    List<Write> writes = new ArrayList<>();
    resources.stream().map(Write::create).forEach(writes::add);
    writes.add(new Write.Note(Change.imported(api)));
    return new Decision.Commit<>(writes, new ImportResult(true));
  }
}
