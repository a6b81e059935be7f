package dev.patchbay.store.redis;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.changelog.DeletedChangeLogs;
import dev.patchbay.store.redis.changelog.RedisChangeLogs;
import dev.patchbay.store.redis.commit.Commits;
import dev.patchbay.store.redis.commit.RedisRead;
import dev.patchbay.store.redis.commit.SharedReads;
import dev.patchbay.store.redis.commit.Sweeper;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.EndOfTick;
import dev.patchbay.store.redis.connection.FaultLog;
import dev.patchbay.store.redis.connection.FaultReport;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps resources in Redis. Belongs to one event loop. */
public final class RedisResourceStore implements ResourceStore {

  /** Many records are gone at once when their parent was deleted meanwhile, which is no fault. */
  private static final int FOREIGN_LOOKS_MAX = 8;

  private final RedisNodes nodes;
  private final FaultReport faults;
  private final Commits commits;
  private final SharedReads finds;
  private final boolean traced;
  private final RedisChangeLogs trails;
  private final Sweeper sweeper;
  private final DeletedChangeLogs deletedTrails;

  public RedisResourceStore(
      ResourceTypes types,
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random) {
    this(types, vertx, nodes, limits, random, () -> 0, RedisMeter.NONE);
  }

  /**
   * A store over the nodes.
   *
   * @param replicasToAwait how many replicas must have a change before it is answered; asked anew
   *     for each
   */
  public RedisResourceStore(
      ResourceTypes types,
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      IntSupplier replicasToAwait,
      RedisMeter meter) {
    EndOfTick endOfTick = new EndOfTick(vertx);
    this.nodes = nodes;
    this.faults = new FaultReport(meter, new FaultLog(System::nanoTime));
    this.commits = new Commits(new Commits.Terms(vertx, nodes, limits, random, replicasToAwait));
    this.finds = new SharedReads(nodes, endOfTick);
    this.traced = meter.trips() != null; // Then a trip is told of as a part of one request.
    this.trails = new RedisChangeLogs(types, nodes, endOfTick, faults);
    this.sweeper = new Sweeper(types, vertx, nodes);
    this.deletedTrails = new DeletedChangeLogs(nodes);
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    return (traced ? finds.findAlone(id) : finds.find(id))
        .recover(failure -> faults.answered(id, failure));
  }

  @Override
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    // One more than asked for tells whether there is a next page.
    String order = RedisKeys.order(collection);
    Request entries =
        Request.cmd(Command.ZRANGE)
            .arg(order)
            .arg("(" + RecordCodec.endOfEntries(request.afterId()))
            .arg("+")
            .arg("BYLEX")
            .arg("LIMIT")
            .arg(0)
            .arg(request.resourcesMax() + 1L);
    Deadline deadline = nodes.deadline();
    List<Request> commands = new ArrayList<>(List.of(entries));
    Read.OfSize read = new Read.OfSize(collection);
    RedisRead.removalsKey(read).ifPresent(key -> commands.add(Request.cmd(Command.GET).arg(key)));
    return nodes
        .send(order, commands, deadline)
        .compose(
            replies ->
                readPage(
                    collection,
                    replies.size() > 1
                            && RedisRead.isRemoved(read, RedisRead.removals(replies.get(1)))
                        ? List.of()
                        : replies.get(0).stream().map(Response::toString).toList(),
                    request.resourcesMax(),
                    deadline))
        .recover(failure -> faults.answered(collection, failure));
  }

  private Future<Page> readPage(
      ResourceCollection collection, List<String> found, int resourcesMax, Deadline deadline) {
    List<String> wanted = found.subList(0, Math.min(found.size(), resourcesMax));
    List<String> keys =
        wanted.stream()
            .map(entry -> RedisKeys.record(collection.member(RecordCodec.idOfEntry(entry))))
            .toList();
    return lengths(keys, deadline)
        .compose(
            lengths -> {
              int count = countOfPage(lengths);
              List<String> onPage = wanted.subList(0, count);
              Optional<String> lastId =
                  count < found.size()
                      ? Optional.of(RecordCodec.idOfEntry(onPage.get(count - 1)))
                      : Optional.empty();
              List<Entry> entries =
                  onPage.stream().flatMap(entry -> decode(collection, entry).stream()).toList();
              return readRecords(entries, deadline)
                  .map(records -> new Page(decodeAll(entries, records), lastId));
            });
  }

  /** How many records fill a page; one does, whatever its size. */
  private static int countOfPage(List<Long> lengths) {
    long bytes = 0;
    int count = 0;
    for (long length : lengths) {
      bytes += length;
      if (count > 0 && bytes > Limit.PAGE_BYTES.value()) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * The lengths of records. A key that is no string makes Redis refuse the question, so that each
   * is then asked for by itself; a page leaves out what is no string.
   */
  private Future<List<Long>> lengths(List<String> keys, Deadline deadline) {
    if (keys.size() < 2) {
      return Future.succeededFuture(keys.stream().map(key -> 0L).toList());
    }
    return nodes
        .sendEach(Command.STRLEN, keys, deadline)
        .map(replies -> replies.stream().map(Response::toLong).toList())
        .recover(
            failure ->
                isWrongType(failure)
                    ? lengthsOfStrings(keys, deadline)
                    : Future.failedFuture(failure));
  }

  private Future<List<Long>> lengthsOfStrings(List<String> keys, Deadline deadline) {
    List<Future<Long>> lengths =
        keys.stream()
            .map(
                key ->
                    nodes
                        .sendEach(Command.STRLEN, List.of(key), deadline)
                        .map(replies -> replies.get(0).toLong())
                        .recover(
                            failure ->
                                isWrongType(failure)
                                    ? Future.succeededFuture(0L)
                                    : Future.failedFuture(failure)))
            .toList();
    return Future.all(lengths).map(all -> all.<Long>list());
  }

  private static boolean isWrongType(Throwable failure) {
    return failure instanceof RedisFailure known && known.fault() == RedisFault.WRONG_TYPE;
  }

  private Future<List<Response>> readRecords(List<Entry> entries, Deadline deadline) {
    return entries.isEmpty()
        ? Future.succeededFuture(List.of())
        : nodes
            .getAll(entries.stream().map(entry -> RedisKeys.record(entry.id())).toList(), deadline)
            .onSuccess(records -> lookForForeign(entries, records));
  }

  private Optional<Entry> decode(ResourceCollection collection, String entry) {
    try {
      return Optional.of(RecordCodec.decodeEntry(collection, entry));
    } catch (ServiceException corrupt) {
      faults.corrupt();
      return Optional.empty(); // The codec has logged it; one bad entry must not hide the others.
    }
  }

  /** What is no string looks like what is not there; the page does not wait for the difference. */
  private void lookForForeign(List<Entry> entries, List<Response> records) {
    IntStream.range(0, entries.size())
        .filter(i -> records.get(i) == null)
        .limit(FOREIGN_LOOKS_MAX)
        .mapToObj(i -> entries.get(i).id())
        .forEach(this::tellIfForeign);
  }

  private void tellIfForeign(ResourceId id) {
    String key = RedisKeys.record(id);
    nodes
        .send(key, List.of(Request.cmd(Command.TYPE).arg(key)), nodes.briefDeadline())
        .map(replies -> replies.get(0).toString())
        .onSuccess(
            type -> {
              if (!type.equals("none") && !type.equals("string")) {
                faults.foreign(id);
              }
            });
  }

  /** Leaves out what was deleted since the entries were read, and what cannot be read. */
  private List<Resource> decodeAll(List<Entry> entries, List<Response> records) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      decode(entries.get(i).id(), records.get(i)).ifPresent(resources::add);
    }
    return resources;
  }

  private Optional<Resource> decode(ResourceId id, @Nullable Response record) {
    try {
      return Optional.ofNullable(record)
          .map(found -> RecordCodec.decodeRecord(id, found.toBytes()));
    } catch (ServiceException corrupt) {
      faults.corrupt();
      return Optional.empty(); // The codec has logged it; one bad record must not hide the others.
    }
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    Set<ResourceId> removed = new LinkedHashSet<>();
    Set<ResourceCollection> shrunk = new LinkedHashSet<>();
    return commits
        .commit(telling(transition, removed, shrunk))
        .onComplete(
            ended -> {
              removed.forEach(sweeper::sweep);
              shrunk.forEach(deletedTrails::trim);
            })
        .recover(failure -> faults.answered(transition.subject(), failure));
  }

  /** The same transition, which tells what its last decision leaves to be swept and dropped. */
  private <R> Transition<R> telling(
      Transition<R> transition, Set<ResourceId> removed, Set<ResourceCollection> shrunk) {
    return new Transition<>(
        transition.call(),
        transition.subject(),
        transition.reads(),
        snapshot -> {
          Decision<R> decision = transition.decision().apply(snapshot);
          removed.clear();
          shrunk.clear();
          if (decision instanceof Decision.Commit<R> commit) {
            for (Write write : commit.writes()) {
              if (write instanceof Write.Note note && note.change().endsRoot()) {
                shrunk.add(note.change().resource().collection());
              } else if (write instanceof Write.RemoveTree tree) {
                removed.add(tree.entry().id());
              } else if (write instanceof Write.Remove remove
                  && nodes.isSplit()
                  && remove.entry().id().parent().isEmpty()) {
                removed.add(remove.entry().id());
              }
            }
          }
          return decision;
        });
  }

  @Override
  public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
    return trails.read(requests);
  }

  @Override
  public Future<ChangesPage> changes(ChangesRequest request) {
    return trails.read(request);
  }

  @Override
  public Future<ChangeId> newestChange(ResourceId api) {
    return trails.newest(api);
  }
}
