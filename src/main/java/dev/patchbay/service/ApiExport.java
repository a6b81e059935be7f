package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what an account holds, for an export; changes nothing. */
public final class ApiExport {

  private final Snapshot snapshot;
  private final List<ResourceId> below = new ArrayList<>();
  private final Set<Read> unread = new LinkedHashSet<>();

  private ApiExport(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The identifiers of an account's APIs, in ascending order. Unlike a page it hides none. */
  public static Transition<List<ResourceId>> apis(String accountId) {
    ResourceCollection apis = new ResourceCollection(accountId, ResourceType.API, List.of());
    Read entries = new Read.OfEntries(apis);
    return new Transition<>(
        entries,
        Set.of(entries),
        snapshot ->
            new Decision.Commit<>(
                List.of(), snapshot.entries(apis).stream().map(Entry::id).toList()));
  }

  /**
   * An API and everything below it, as it is at one moment.
   *
   * <p>The result holds the API first, then each resource after its parent and in ascending order
   * of identifiers; it is empty when there is no such API. Fails with INTERNAL_FAILURE when any of
   * it cannot be read. Only creations, deletions and changes of keys under way in the API make it
   * begin again.
   */
  public static Transition<List<Resource>> of(ResourceId api) {
    Set<Read> collections = collectionsBelow(api);
    return new Transition<>(
        collections.iterator().next(),
        collections,
        snapshot -> {
          ApiExport view = new ApiExport(snapshot);
          view.gather(api);
          return view.unread.isEmpty() ? view.decision(api) : new Decision.NeedMore<>(view.unread);
        });
  }

  private static Set<Read> collectionsBelow(ResourceId parent) {
    return parent.type().children().stream()
        .map(childType -> new Read.OfEntries(parent.children(childType)))
        .collect(Collectors.toSet());
  }

  private void gather(ResourceId parent) {
    for (Read children : collectionsBelow(parent)) {
      if (!snapshot.has(children)) {
        unread.add(children);
      }
    }
    for (ResourceType childType : parent.type().children()) {
      ResourceCollection children = parent.children(childType);
      if (snapshot.has(new Read.OfEntries(children))) {
        for (Entry entry : snapshot.entries(children)) {
          below.add(entry.id());
          gather(entry.id());
        }
      }
    }
  }

  private Decision<List<Resource>> decision(ResourceId api) {
    Set<Read> resources = below.stream().map(Read.OfResource::new).collect(Collectors.toSet());
    resources.add(new Read.OfResource(api));
    return new Decision.View<>(
        resources,
        seen -> {
          if (seen.resource(api).isEmpty()) {
            return List.of();
          }
          List<Resource> all = new ArrayList<>();
          all.add(seen.resource(api).get());
          below.forEach(id -> all.add(seen.resource(id).orElseThrow(() -> lost(id))));
          return all;
        });
  }

  /** Its collection knows it, so that it should be there. */
  private static ServiceException lost(ResourceId id) {
    return new ServiceException(
        ErrorCode.INTERNAL_FAILURE,
        "The stored " + id.type().typeName() + " " + id.value() + " cannot be read");
  }
}
