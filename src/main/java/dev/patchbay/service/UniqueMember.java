package dev.patchbay.service;

import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the values of a type's unique member apart. */
final class UniqueMember {

  private UniqueMember() {}

  /** The index of the value that a change gives the member; empty where it gives none. */
  static Optional<Read.OfHolders> read(ResourceId id, Map<String, Object> change, boolean isNew) {
    return id.type()
        .uniqueMember()
        .flatMap(
            member ->
                Optional.ofNullable(change.get(member))
                    .map(String::valueOf)
                    .or(() -> isNew ? id.type().valueOfAbsent(member) : Optional.empty())
                    .map(value -> new Read.OfHolders(id.collection(), member, value)));
  }

  /**
   * Refuses a value that another resource has.
   *
   * @throws ServiceException CONFLICT
   */
  static void check(ResourceId id, Optional<Read.OfHolders> index, Snapshot snapshot) {
    index.ifPresent(
        read -> {
          Set<String> holders = snapshot.holders(read.collection(), read.member(), read.value());
          if (!holders.isEmpty() && !holders.equals(Set.of(id.value()))) {
            throw ServiceException.alreadyExists(read.collection(), read.value());
          }
        });
  }
}
