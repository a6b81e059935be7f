package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores a resource as it is, under its next revision, which readers of the store see. */
final class NextRevision {

  private NextRevision() {}

  static Transition<Resource> of(Call call, ResourceId id, Operation operation) {
    Read.OfResource read = new Read.OfResource(id);
    return new Transition<>(
        call,
        read,
        Set.of(read),
        snapshot -> Decision.orReject(() -> decide(id, operation, snapshot)));
  }

  private static Decision<Resource> decide(ResourceId id, Operation operation, Snapshot snapshot) {
    Optional<Resource> stored = snapshot.resource(id);
    if (stored.isEmpty()) {
      return MissingResources.refuse(id, snapshot);
    }
    Resource current = stored.get();
    Resource next = current.next(current.members());
    return new Decision.Commit<>(
        List.of(
            Write.replace(current, next),
            new Write.AppendChange(Change.updated(current, next).by(operation))),
        next);
  }
}
