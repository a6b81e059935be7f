package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the resources below a root at one moment, for a snapshot.
 *
 * @param types the types of the resources in the snapshot
 * @param others further resources that are read at the same moment
 */
record SnapshotView(
    ResourceTypes types, ResourceType snapshots, ResourceId root, Set<ResourceId> others) {

  private static final int RESOURCES_MAX = Limit.SNAPSHOT_RESOURCES.intValue();

  private static final long BYTES_MAX = Limit.SNAPSHOT_BYTES.value();

  /** AWS's refusals of an API without routes, by its protocol. */
  static final Map<Protocol, String> NO_ROUTES =
      Map.of(
          Protocol.WEBSOCKET, "At least one route is required before deploying the Api",
          Protocol.HTTP, "Unable to deploy API because no routes exist in this API");

  /**
   * The result.
   *
   * @param content the snapshot of the resources below the root
   * @param others the existing ones of the further resources
   */
  record Seen(Resource content, Map<ResourceId, Resource> others) {}

  /**
   * Checks that the resources are not too large. It comes before {@link #seen}, for all replies of
   * a transaction are in memory at once.
   */
  Transition<Boolean> sizes(Call call) {
    return transition(
        call,
        ids -> ids.stream().map(Read.OfLength::new).collect(Collectors.toSet()),
        (ids, snapshot) -> {
          if (ids.stream().mapToLong(snapshot::length).sum() > BYTES_MAX) {
            throw tooLarge(BYTES_MAX + " bytes");
          }
          return true;
        });
  }

  /**
   * Takes the snapshot.
   *
   * @param contentId the identifier of a snapshot with these members
   */
  Transition<Seen> seen(Call call, Function<Map<String, Object>, String> contentId) {
    return transition(
        call,
        ids -> {
          Set<Read> reads = new HashSet<>();
          ids.forEach(id -> reads.add(new Read.OfResource(id)));
          others.forEach(id -> reads.add(new Read.OfResource(id)));
          return reads;
        },
        (ids, snapshot) ->
            new Seen(
                content(
                    ids.stream()
                        .map(
                            id ->
                                snapshot
                                    .resource(id)
                                    .orElseThrow(() -> MissingResources.unreadable(id)))
                        .toList(),
                    contentId),
                others.stream()
                    .flatMap(id -> snapshot.resource(id).stream())
                    .collect(Collectors.toMap(Resource::id, each -> each))));
  }

  private Resource content(
      List<Resource> resources, Function<Map<String, Object>, String> contentId) {
    Map<String, Object> members = SnapshotContent.of(snapshots, resources);
    return new Resource(root.children(snapshots).member(contentId.apply(members)), 1, members);
  }

  private interface Result<R> {
    R of(List<ResourceId> ids, Snapshot snapshot);
  }

  private <R> Transition<R> transition(
      Call call, Function<List<ResourceId>, Set<Read>> reads, Result<R> result) {
    Read.OfResource subject = new Read.OfResource(root);
    Set<Read> first = new HashSet<>(collections(root));
    first.add(subject);
    return new Transition<>(
        call, subject, first, snapshot -> Decision.orReject(() -> decide(snapshot, reads, result)));
  }

  private <R> Decision<R> decide(
      Snapshot snapshot, Function<List<ResourceId>, Set<Read>> reads, Result<R> result) {
    Optional<Resource> api = snapshot.resource(root);
    if (api.isEmpty()) {
      throw ServiceException.notFound(root);
    }
    List<ResourceId> ids = new ArrayList<>();
    Set<Read> unread = new LinkedHashSet<>();
    gather(root, snapshot, ids, unread);
    if (ids.size() > RESOURCES_MAX) {
      throw tooLarge(RESOURCES_MAX + " resources");
    }
    if (!unread.isEmpty()) {
      return new Decision.NeedMore<>(unread);
    }
    if (ids.stream().noneMatch(id -> id.type().typeName().equals("Route"))) {
      throw new ServiceException(
          ErrorCode.BAD_REQUEST,
          Objects.requireNonNull(NO_ROUTES.get(Protocol.of(api.get().members()))));
    }
    Set<Read> more = new HashSet<>(reads.apply(ids));
    more.removeIf(snapshot::has);
    return new Decision.View<>(more, seen -> result.of(ids, seen));
  }

  private void gather(
      ResourceId parent, Snapshot snapshot, List<ResourceId> ids, Set<Read> unread) {
    for (Read.OfEntries children : collections(parent)) {
      if (!snapshot.has(children)) {
        unread.add(children);
      } else {
        for (Entry entry : snapshot.entries(children)) {
          ids.add(entry.id());
          gather(entry.id(), snapshot, ids, unread);
        }
      }
    }
  }

  /** The types that stand before that of snapshots. */
  private List<Read.OfEntries> collections(ResourceId parent) {
    return types.childrenOf(parent.type()).stream()
        .filter(type -> types.all().indexOf(type) < types.all().indexOf(snapshots))
        .map(type -> new Read.OfEntries(parent.children(type), RESOURCES_MAX + 1))
        .toList();
  }

  private static ServiceException tooLarge(String most) {
    return ServiceException.badRequest("A deployment takes at most %s of an API".formatted(most));
  }
}
