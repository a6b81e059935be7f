package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
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
 * @param position where the API is now: its old position, or the end of the account where another
 *     API has that
 */
public record Restored(boolean isNew, long position) {

  /**
   * Watches the API and the order of its account only: what lies below an API goes with it, so that
   * there is nothing below one that is not there.
   *
   * @param resources the API, then what is below it
   */
  static Transition<Restored> transition(List<Resource> resources, Quotas quotas) {
    Resource api = resources.get(0);
    Read stored = new Read.OfResource(api.id());
    Read tail = new Read.OfTail(api.id().collection());
    return new Transition<>(
        tail,
        Set.of(stored, tail),
        snapshot ->
            snapshot
                .resource(api.id())
                .<Decision<Restored>>map(
                    there ->
                        new Decision.Commit<>(List.of(), new Restored(false, there.position())))
                .orElseGet(() -> decide(resources, snapshot, quotas)));
  }

  private static Decision<Restored> decide(
      List<Resource> resources, Snapshot snapshot, Quotas quotas) {
    Resource api = resources.get(0);
    ResourceCollection apis = api.id().collection();
    Snapshot.Tail tail = snapshot.tail(apis);
    if (tail.size() >= quotas.apisMax()) {
      return new Decision.Reject<>(
          ServiceException.badRequest(
              "the account has the %d APIs that are configured".formatted(quotas.apisMax())));
    }
    if (api.position() > tail.lastPosition()) {
      return at(api.position(), resources);
    }
    // Two APIs at one position could fall on both sides of a page's end, where one is not seen.
    Read.OfEntries entries = new Read.OfEntries(apis);
    if (!snapshot.has(entries)) {
      return new Decision.NeedMore<>(Set.of(entries));
    }
    boolean taken =
        snapshot.entries(apis).stream().anyMatch(entry -> entry.position() == api.position());
    return at(taken ? tail.lastPosition() + 1 : api.position(), resources);
  }

  private static Decision<Restored> at(long position, List<Resource> resources) {
    Resource api = resources.get(0);
    List<Write> writes = new ArrayList<>();
    writes.add(Write.create(new Resource(api.id(), api.revision(), position, api.members())));
    resources.stream().skip(1).map(Write::create).forEach(writes::add);
    writes.add(new Write.Note(Change.imported(api)));
    return new Decision.Commit<>(writes, new Restored(true, position));
  }
}
