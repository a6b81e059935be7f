package dev.patchbay.store.redis;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final GroupCommit commits;
  private final SharedFinds finds;
  private final boolean traced;
  private final RedisTrails trails;

  public RedisResourceStore(
      Vertx vertx, RedisNodes nodes, RedisLimits limits, RandomGenerator random) {
    this(vertx, nodes, limits, random, () -> 0, RedisMeter.NONE);
  }

  /**
   * A store over the nodes.
   *
   * @param replicasToAwait how many replicas must have a change before it is answered; asked anew
   *     for each
   */
  public RedisResourceStore(
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      IntSupplier replicasToAwait,
      RedisMeter meter) {
    this.nodes = nodes;
    this.faults = new FaultReport(meter, new FaultLog(System::nanoTime));
    this.commits = new GroupCommit(new Commit.Terms(vertx, nodes, limits, random, replicasToAwait));
    this.finds = new SharedFinds(nodes, new EndOfTick(vertx));
    this.traced = meter.trips() != null; // Then a trip is told of as a part of one request.
    this.trails = new RedisTrails(nodes, faults);
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
            .arg("(" + request.afterPosition())
            .arg("+inf")
            .arg("BYSCORE")
            .arg("LIMIT")
            .arg(0)
            .arg(request.resourcesMax() + 1L)
            .arg("WITHSCORES");
    Deadline deadline = nodes.deadline();
    return nodes
        .send(order, List.of(entries), deadline)
        .compose(
            replies ->
                readPage(
                    collection, StoredEntry.list(replies.get(0)), request.resourcesMax(), deadline))
        .recover(failure -> faults.answered(collection, failure));
  }

  private Future<Page> readPage(
      ResourceCollection collection, List<StoredEntry> found, int resourcesMax, Deadline deadline) {
    List<StoredEntry> onPage = found.subList(0, Math.min(found.size(), resourcesMax));
    OptionalLong lastPosition =
        found.size() > resourcesMax
            ? OptionalLong.of(onPage.get(onPage.size() - 1).position())
            : OptionalLong.empty();
    List<Entry> entries =
        onPage.stream().flatMap(stored -> decode(collection, stored).stream()).toList();
    if (entries.isEmpty()) {
      return Future.succeededFuture(new Page(List.of(), lastPosition));
    }
    return nodes
        .getAll(entries.stream().map(entry -> RedisKeys.record(entry.id())).toList(), deadline)
        .onSuccess(records -> lookForForeign(entries, records))
        .map(records -> new Page(decodeAll(entries, records), lastPosition));
  }

  private Optional<Entry> decode(ResourceCollection collection, StoredEntry stored) {
    try {
      return Optional.of(RecordCodec.decodeEntry(collection, stored.text()));
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

  /**
   * Leaves out what was deleted since the entries were read, what cannot be read, and the entry of
   * a creation that was broken off and then made good at another position.
   */
  private List<Resource> decodeAll(List<Entry> entries, List<Response> records) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      long position = entries.get(i).position();
      decode(entries.get(i).id(), records.get(i))
          .filter(resource -> resource.position() == position)
          .ifPresent(resources::add);
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
    return commits
        .commit(transition)
        .recover(failure -> faults.answered(transition.subject(), failure));
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
