package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the outermost resource that is missing, as AWS does. */
final class MissingResources {

  private MissingResources() {}

  /** The refusal of a resource that is missing; its ancestors are read first where they are not. */
  static <R> Decision<R> refuse(ResourceId id, Snapshot snapshot) {
    Set<Read> unread = reads(id.ancestors());
    unread.removeIf(snapshot::has);
    if (!unread.isEmpty()) {
      return new Decision.NeedMore<>(unread);
    }
    return new Decision.Reject<>(
        ServiceException.notFound(first(id.ancestors(), snapshot).orElse(id)));
  }

  /**
   * Refuses where an ancestor is missing.
   *
   * @throws ServiceException NOT_FOUND
   */
  static void checkAncestors(ResourceId id, Snapshot snapshot) {
    Optional<ResourceId> missing = first(id.ancestors(), snapshot);
    if (missing.isPresent()) {
      throw ServiceException.notFound(missing.get());
    }
  }

  /** The failure for a resource that is missing though its collection has an entry of it. */
  static ServiceException unreadable(ResourceId id) {
    return new ServiceException(
        ErrorCode.INTERNAL_FAILURE,
        "The stored " + id.type().typeName() + " " + id.value() + " cannot be read");
  }

  static Set<Read> reads(List<ResourceId> ids) {
    return ids.stream().map(Read.OfResource::new).collect(Collectors.toSet());
  }

  private static Optional<ResourceId> first(List<ResourceId> ids, Snapshot snapshot) {
    return ids.stream().filter(id -> snapshot.resource(id).isEmpty()).findFirst();
  }
}
