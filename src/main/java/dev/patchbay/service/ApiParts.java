package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The reads of an HTTP API with its authorizers, integrations and routes: first the entries, then
 * the lengths of the records, then the resources.
 */
record ApiParts(HttpApiTypes types, ResourceId api) {

  private static final int RESOURCES_MAX = Limit.OPENAPI_RESOURCES.intValue();

  private static final String WEBSOCKET =
      "Currently, OpenAPI import and export are not permitted for APIs with a protocol type of"
          + " WEBSOCKET";

  /**
   * Reads the API and its parts, and decides on them.
   *
   * @param then the decision on the reads of the resources, which need not be made yet
   */
  <R> Transition<R> transition(Call call, BiFunction<Snapshot, Set<Read>, Decision<R>> then) {
    return new Transition<>(
        call,
        new Read.OfResource(api),
        firstReads(),
        snapshot -> Decision.orReject(() -> decide(snapshot, then)));
  }

  private Set<Read> firstReads() {
    Set<Read> reads = new HashSet<>(entries());
    reads.add(new Read.OfResource(api));
    return reads;
  }

  private List<Read.OfEntries> entries() {
    return List.of(types.authorizer(), types.integration(), types.route()).stream()
        .map(type -> new Read.OfEntries(api.children(type), RESOURCES_MAX + 1))
        .toList();
  }

  private <R> Decision<R> decide(
      Snapshot snapshot, BiFunction<Snapshot, Set<Read>, Decision<R>> then) {
    if (snapshot.resource(api).isEmpty()) {
      return MissingResources.refuse(api, snapshot);
    }
    checkProtocol(snapshot.resource(api).get());
    List<ResourceId> ids = ids(snapshot);
    if (ids.size() > RESOURCES_MAX) {
      throw tooLarge(RESOURCES_MAX + " resources");
    }
    Set<Read> lengths = ids.stream().map(Read.OfLength::new).collect(Collectors.toSet());
    lengths.removeIf(snapshot::has);
    if (!lengths.isEmpty()) {
      return new Decision.NeedMore<>(lengths);
    }
    if (ids.stream().mapToLong(snapshot::length).sum() > Limit.OPENAPI_BYTES.value()) {
      throw tooLarge(Limit.OPENAPI_BYTES.value() + " bytes");
    }
    return then.apply(snapshot, ids.stream().map(Read.OfResource::new).collect(Collectors.toSet()));
  }

  private List<ResourceId> ids(Snapshot snapshot) {
    return entries().stream().flatMap(e -> snapshot.entries(e).stream()).map(Entry::id).toList();
  }

  /** The resources below the API, by type and in ascending order of identifiers. */
  List<Resource> below(Snapshot snapshot) {
    List<Resource> resources = new ArrayList<>();
    for (ResourceId id : ids(snapshot)) {
      resources.add(snapshot.resource(id).orElseThrow(() -> MissingResources.unreadable(id)));
    }
    return resources;
  }

  /** Refuses an API of the other protocol. */
  static void checkProtocol(Resource api) {
    if (Protocol.of(api.members()) != Protocol.HTTP) {
      throw ServiceException.badRequest(WEBSOCKET);
    }
  }

  private static ServiceException tooLarge(String most) {
    return ServiceException.badRequest("OpenAPI takes at most %s of an API".formatted(most));
  }
}
