package dev.patchbay.store;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The port as a model: collections of resources, from which everything else is derived. A decision
 * is made outside the lock; its writes are stored under the lock, if its reads would still find the
 * same.
 */
public final class InMemoryResourceStore implements ResourceStore {

  private final Records records;
  private final int attemptsMax;

  /**
   * A store on records that other stores may share.
   *
   * @param attemptsMax the number of lost races after which a transition fails
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
            .filter(resource -> resource.id().value().compareTo(request.afterId()) > 0)
            .toList();
    int count = 0;
    long bytes = 0;
    while (count < Math.min(rest.size(), request.resourcesMax())) {
      bytes += ResourceCodec.encode(rest.get(count).members()).length;
      if (count > 0 && bytes > Limit.PAGE_BYTES.value()) {
        break;
      }
      count++;
    }
    Optional<String> lastId =
        count < rest.size() ? Optional.of(rest.get(count - 1).id().value()) : Optional.empty();
    return Future.succeededFuture(new Page(rest.subList(0, count), lastId));
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
      if (commit.writes().isEmpty()
          || records.writeIfStill(found, commit.writes(), transition.call().author())) {
        return Future.succeededFuture(commit.result());
      }
    }
    return Future.failedFuture(ServiceException.concurrentModification());
  }

  @Override
  public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
    return requests.stream()
        .map(request -> Future.succeededFuture(records.changes(request)))
        .toList();
  }

  @Override
  public Future<ChangeId> newestChange(ResourceId api) {
    List<RecordedChange> changeLog = records.changeLog(api);
    return Future.succeededFuture(
        changeLog.isEmpty() ? ChangeId.ZERO : changeLog.get(changeLog.size() - 1).id());
  }

  /** The records that several stores share. */
  public static final class Records {

    private final Map<ResourceId, List<RecordedChange>> changeLogs = new HashMap<>();
    private final List<ResourceId> deleted = new ArrayList<>();
    private final int changesMax;
    private long noted;

    public Records() {
      this(10_000);
    }

    /** Records with trimmed change logs. */
    public Records(int changesMax) {
      this.changesMax = changesMax;
    }

    private synchronized List<RecordedChange> changeLog(ResourceId api) {
      return List.copyOf(changeLogs.getOrDefault(api, List.of()));
    }

    private ChangesPage changes(ChangesRequest request) {
      List<RecordedChange> changeLog = changeLog(request.root());
      List<RecordedChange> rest =
          changeLog.stream().filter(each -> each.id().compareTo(request.after()) > 0).toList();
      boolean known =
          request.after().equals(ChangeId.ZERO)
              || changeLog.stream().anyMatch(each -> each.id().equals(request.after()));
      return new ChangesPage(
          !known,
          rest.subList(0, Math.min(rest.size(), request.changesMax())),
          rest.size() > request.changesMax());
    }

    private void note(Change change, Call.Author author) {
      List<RecordedChange> changeLog =
          changeLogs.computeIfAbsent(change.resource().root(), none -> new ArrayList<>());
      changeLog.add(
          new RecordedChange(
              new ChangeId(1, noted++), author.accessKeyId(), author.requestId(), change));
      if (changeLog.size() > changesMax) {
        changeLog.remove(0);
      }
      ResourceId api = change.resource().root();
      deleted.remove(api);
      if (change.endsRoot()) {
        deleted.add(api);
        int cut = changeLog.size() - Limit.DELETED_LOG_CHANGES.intValue();
        changeLog.subList(0, Math.max(0, cut)).clear();
        if (deleted.size() > Limit.DELETED_LOGS.intValue()) {
          changeLogs.remove(deleted.remove(0));
        }
      }
    }

    private final Map<ResourceCollection, SortedMap<String, Resource>> collections =
        new HashMap<>();

    /** All resources by the text of their identifiers. */
    public synchronized Map<String, Resource> byName() {
      return collections.values().stream()
          .flatMap(each -> each.values().stream())
          .collect(Collectors.toMap(resource -> resource.id().toString(), Function.identity()));
    }

    public synchronized void clear() {
      collections.clear();
      changeLogs.clear();
      deleted.clear();
    }

    private synchronized List<Resource> in(ResourceCollection collection) {
      return List.copyOf(byValue(collection).values());
    }

    private SortedMap<String, Resource> byValue(ResourceCollection collection) {
      return collections.computeIfAbsent(collection, none -> new TreeMap<>());
    }

    private @Nullable Resource get(ResourceId id) {
      return byValue(id.collection()).get(id.value());
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

    private synchronized boolean writeIfStill(
        Map<Read, Object> found, List<Write> writes, Call.Author author) {
      if (!found.equals(read(new HashSet<>(found.keySet())))) {
        return false;
      }
      for (Write write : writes) {
        if (write instanceof Write.Put put) {
          byValue(put.next().id().collection()).put(put.next().id().value(), put.next());
        } else if (write instanceof Write.Remove remove) {
          remove(remove.entry().id());
        } else if (write instanceof Write.RemoveTree tree) {
          ResourceId root = tree.entry().id();
          remove(root);
          collections
              .values()
              .forEach(
                  each ->
                      each.values().removeIf(resource -> resource.id().ancestors().contains(root)));
        } else if (write instanceof Write.AppendChange note) {
          note(note.change(), author);
        }
      }
      return true;
    }

    private void remove(ResourceId id) {
      byValue(id.collection()).remove(id.value());
    }

    private Object meaning(Read read) {
      if (read instanceof Read.OfResource resource) {
        return Optional.ofNullable(get(resource.id()));
      }
      if (read instanceof Read.OfLength length) {
        Resource resource = get(length.id());
        return resource == null ? 0L : (long) ResourceCodec.encode(resource.members()).length;
      }
      if (read instanceof Read.OfHolders holders) {
        return in(holders.collection()).stream()
            .filter(
                resource ->
                    Entry.of(resource).indexed().contains(holders.member(), holders.value()))
            .map(resource -> resource.id().value())
            .collect(Collectors.toSet());
      }
      if (read instanceof Read.OfSize size) {
        return (long) byValue(size.collection()).size();
      }
      Read.OfEntries entries = (Read.OfEntries) read;
      return in(entries.collection()).stream().limit(entries.entriesMax()).map(Entry::of).toList();
    }
  }
}
