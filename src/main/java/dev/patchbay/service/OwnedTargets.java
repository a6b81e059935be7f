package dev.patchbay.service;

import dev.patchbay.model.Reference;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Write;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The resources that a resource and its siblings own together, which are deleted with the last of
 * their owners.
 *
 * @param referrer the owner that is deleted
 * @param targets each owned resource, with the index of its owners
 */
record OwnedTargets(Resource referrer, Map<ResourceId, Read.OfHolders> targets) {

  static OwnedTargets of(Resource referrer) {
    Map<ResourceId, Read.OfHolders> targets = new LinkedHashMap<>();
    ResourceId id = referrer.id();
    for (Reference reference : id.type().references()) {
      if (reference.isOwned() && referrer.members().get(reference.member()) instanceof String to) {
        targets.put(
            id.parent().orElseThrow().children(reference.target()).member(to),
            new Read.OfHolders(id.collection(), reference.member(), to));
      }
    }
    return new OwnedTargets(referrer, targets);
  }

  Set<Read> unread(Snapshot snapshot) {
    Set<Read> unread = new HashSet<>(targets.values());
    unread.removeIf(snapshot::has);
    return unread;
  }

  List<Write> removals(Snapshot snapshot) {
    return targets.entrySet().stream()
        .filter(target -> isLast(target.getValue(), snapshot))
        .<Write>map(target -> new Write.Remove(new Entry(target.getKey(), Map.of())))
        .toList();
  }

  private boolean isLast(Read.OfHolders index, Snapshot snapshot) {
    return snapshot
        .holders(index.collection(), index.member(), index.value())
        .equals(Set.of(referrer.id().value()));
  }
}
