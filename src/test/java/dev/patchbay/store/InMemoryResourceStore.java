package dev.patchbay.store;

import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The port as a model: one map of resources, from which everything else is derived. A decision is
 * made outside the lock; its writes are stored under the lock, if its reads would still find the
 * same.
 */
public final class InMemoryResourceStore implements ResourceStore {

  private final Records records;
  private final int attemptsMax;

  /**
   * A store on records that others may share.
   *
   * @param attemptsMax how many lost races a transition takes before its caller is told
   */
  public InMemoryResourceStore(Records records, int attemptsMax) {
    this.records = records;
    this.attemptsMax = attemptsMax;
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    Set<Read> reads = Set.of(new Read.OfResource(id));
    return Future.succeededFuture(new Snapshot(records.read(reads)).resource(id));
  }

  @Override
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    List<Resource> rest =
        records.in(collection).stream()
            .filter(resource -> resource.position() > request.afterPosition())
            .toList();
    if (rest.size() <= request.resourcesMax()) {
      return Future.succeededFuture(new Page(rest, OptionalLong.empty()));
    }
    List<Resource> onPage = rest.subList(0, request.resourcesMax());
    long lastPosition = onPage.get(onPage.size() - 1).position();
    return Future.succeededFuture(new Page(onPage, OptionalLong.of(lastPosition)));
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    return transition.call().admission().compose(admitted -> attempt(transition));
  }

  private <R> Future<R> attempt(Transition<R> transition) {
    for (int attempt = 1; attempt <= attemptsMax; attempt++) {
      Map<Read, Object> found = records.read(transition.reads());
      Decision<R> decision = transition.decision().apply(new Snapshot(found));
      while (decision instanceof Decision.NeedMore<R> more) {
        if (found.keySet().containsAll(more.reads())) {
          throw new IllegalStateException("asked again for what was read: " + more.reads());
        }
        found.putAll(records.read(more.reads()));
        decision = transition.decision().apply(new Snapshot(found));
      }
      if (decision instanceof Decision.Reject<R> reject) {
        return Future.failedFuture(reject.refusal());
      }
      if (decision instanceof Decision.View<R> view) {
        Optional<Map<Read, Object>> seen = records.viewIfStill(found, view.reads());
        if (seen.isPresent()) {
          return Future.succeededFuture(view.result().apply(new Snapshot(seen.get())));
        }
        continue;
      }
      Decision.Commit<R> commit = (Decision.Commit<R>) decision;
      if (commit.writes().isEmpty() || records.writeIfStill(found, commit.writes())) {
        return Future.succeededFuture(commit.result());
      }
    }
    return Future.failedFuture(ServiceException.concurrentModification());
  }

  /** What several stores share. */
  public static final class Records {

    private final Map<ResourceId, Resource> resources = new HashMap<>();

    /** All resources by the text of their identifiers. */
    public synchronized Map<String, Resource> byName() {
      return resources.values().stream()
          .collect(Collectors.toMap(resource -> resource.id().toString(), Function.identity()));
    }

    public synchronized void clear() {
      resources.clear();
    }

    private synchronized List<Resource> in(ResourceCollection collection) {
      return resources.values().stream()
          .filter(resource -> resource.id().collection().equals(collection))
          .sorted(Comparator.comparingLong(Resource::position))
          .toList();
    }

    private synchronized Map<Read, Object> read(Set<Read> reads) {
      Map<Read, Object> found = new HashMap<>();
      reads.forEach(read -> found.put(read, meaning(read)));
      return found;
    }

    private synchronized Optional<Map<Read, Object>> viewIfStill(
        Map<Read, Object> found, Set<Read> more) {
      if (!found.equals(read(new HashSet<>(found.keySet())))) {
        return Optional.empty();
      }
      Map<Read, Object> all = new HashMap<>(found);
      all.putAll(read(more));
      return Optional.of(all);
    }

    private synchronized boolean writeIfStill(Map<Read, Object> found, List<Write> writes) {
      if (!found.equals(read(new HashSet<>(found.keySet())))) {
        return false;
      }
      for (Write write : writes) {
        if (write instanceof Write.Put put) {
          resources.put(put.next().id(), put.next());
        } else if (write instanceof Write.Remove remove) {
          resources.remove(remove.entry().id());
        }
      }
      return true;
    }

    private Object meaning(Read read) {
      if (read instanceof Read.OfResource resource) {
        return Optional.ofNullable(resources.get(resource.id()));
      }
      if (read instanceof Read.OfHolders holders) {
        return in(holders.collection()).stream()
            .filter(resource -> holders.value().equals(resource.text(holders.member())))
            .map(resource -> resource.id().value())
            .collect(Collectors.toSet());
      }
      if (read instanceof Read.OfTail tail) {
        List<Resource> all = in(tail.collection());
        return new Snapshot.Tail(
            all.size(), all.isEmpty() ? 0 : all.get(all.size() - 1).position());
      }
      Read.OfEntries entries = (Read.OfEntries) read;
      return in(entries.collection()).stream().map(Entry::of).toList();
    }
  }
}
