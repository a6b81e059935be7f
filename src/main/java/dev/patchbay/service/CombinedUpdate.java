package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Updates of a root and of resources below it, all of which are stored or none. */
record CombinedUpdate(ResourceDecisions decisions, Instant now) {

  /**
   * The transition.
   *
   * @param parts the changes below the root; its refusal refuses the transition, after the refusals
   *     of the root itself
   */
  Transition<Resource> transition(
      Call call,
      ResourceId root,
      Map<String, Object> change,
      Precondition precondition,
      Supplier<Map<ResourceId, Map<String, Object>>> parts) {
    return new Transition<>(
        call,
        new Read.OfResource(root),
        decisions.readsOfUpdate(root, change, change),
        snapshot ->
            Decision.orReject(
                () -> {
                  Decision<Resource> ofRoot =
                      decisions.update(root, change, precondition, now, snapshot);
                  return ofRoot instanceof Decision.Commit<Resource> commit
                      ? with(commit, parts.get(), snapshot)
                      : ofRoot;
                }));
  }

  private Decision<Resource> with(
      Decision.Commit<Resource> ofRoot,
      Map<ResourceId, Map<String, Object>> parts,
      Snapshot snapshot) {
    Set<Read> unread = new HashSet<>();
    parts.forEach((id, change) -> unread.addAll(decisions.readsOfUpdate(id, change, change)));
    unread.removeIf(snapshot::has);
    if (!unread.isEmpty()) {
      return new Decision.NeedMore<>(unread);
    }
    List<Write> writes = new ArrayList<>(ofRoot.writes());
    for (Map.Entry<ResourceId, Map<String, Object>> part : parts.entrySet()) {
      Decision<Resource> decision =
          decisions.update(part.getKey(), part.getValue(), Precondition.NONE, now, snapshot);
      if (!(decision instanceof Decision.Commit<Resource> commit)) {
        return decision;
      }
      writes.addAll(commit.writes());
    }
    return new Decision.Commit<>(writes, ofRoot.result());
  }
}
