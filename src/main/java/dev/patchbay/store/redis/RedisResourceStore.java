package dev.patchbay.store.redis;

import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps resources in Redis. Belongs to one event loop. */
public final class RedisResourceStore implements ResourceStore {

  private final RedisNodes nodes;
  private final RedisLimits limits;
  private final FaultReport faults;
  private final GroupCommit commits;

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
    this.limits = limits;
    this.faults = new FaultReport(meter, new FaultLog(System::nanoTime));
    this.commits = new GroupCommit(new Commit.Terms(vertx, nodes, limits, random, replicasToAwait));
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    RedisRead read = RedisRead.of(new Read.OfResource(id));
    return nodes
        .send(read.key(), read.commands(), Deadline.in(limits.requestTimeoutMillis()))
        .map(
            replies ->
                new Snapshot(Map.of(read.read(), read.meaning().apply(replies))).resource(id))
        .recover(faults::answered);
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
            .arg(request.resourcesMax() + 1L);
    Deadline deadline = Deadline.in(limits.requestTimeoutMillis());
    return nodes
        .send(order, List.of(entries), deadline)
        .map(
            replies ->
                replies.get(0).stream()
                    .map(entry -> RecordCodec.decodeEntry(collection, entry.toString()))
                    .toList())
        .compose(found -> readPage(found, request.resourcesMax(), deadline))
        .recover(faults::answered);
  }

  private Future<Page> readPage(List<Entry> found, int resourcesMax, Deadline deadline) {
    if (found.isEmpty()) {
      return Future.succeededFuture(new Page(List.of(), OptionalLong.empty()));
    }
    List<Entry> onPage = found.subList(0, Math.min(found.size(), resourcesMax));
    OptionalLong lastPosition =
        found.size() > resourcesMax
            ? OptionalLong.of(onPage.get(onPage.size() - 1).position())
            : OptionalLong.empty();
    return nodes
        .getAll(onPage.stream().map(entry -> RedisKeys.record(entry.id())).toList(), deadline)
        .map(records -> new Page(decodeAll(onPage, records), lastPosition));
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
    return commits.commit(transition).recover(faults::answered);
  }
}
