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
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps resources in Redis. Belongs to one event loop. */
public final class RedisResourceStore implements ResourceStore {

  /** About one commit's time, so that the loser of a race comes back when the winner is done. */
  private static final long BACKOFF_MILLIS = 4;

  /** Beyond this, waiting longer does not make winning likelier. */
  private static final long BACKOFF_MILLIS_MAX = 250;

  private final Vertx vertx;
  private final RedisNodes nodes;
  private final RedisLimits limits;
  private final RandomGenerator random;
  private final SubjectQueues queues;

  public RedisResourceStore(
      Vertx vertx, RedisNodes nodes, RedisLimits limits, RandomGenerator random) {
    this.vertx = vertx;
    this.nodes = nodes;
    this.limits = limits;
    this.random = random;
    this.queues = new SubjectQueues(limits.queueTimeoutMillis());
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    RedisRead read = RedisRead.of(new Read.OfResource(id));
    return nodes
        .send(read.key(), read.commands())
        .map(
            replies ->
                new Snapshot(Map.of(read.read(), read.meaning().apply(replies))).resource(id));
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
    return nodes
        .send(order, List.of(entries))
        .map(
            replies ->
                replies.get(0).stream()
                    .map(entry -> RecordCodec.decodeEntry(collection, entry.toString()))
                    .toList())
        .compose(found -> readPage(found, request.resourcesMax()));
  }

  private Future<Page> readPage(List<Entry> found, int resourcesMax) {
    if (found.isEmpty()) {
      return Future.succeededFuture(new Page(List.of(), OptionalLong.empty()));
    }
    List<Entry> onPage = found.subList(0, Math.min(found.size(), resourcesMax));
    OptionalLong lastPosition =
        found.size() > resourcesMax
            ? OptionalLong.of(onPage.get(onPage.size() - 1).position())
            : OptionalLong.empty();
    return nodes
        .getAll(onPage.stream().map(entry -> RedisKeys.record(entry.id())).toList())
        .map(records -> new Page(decodeAll(onPage, records), lastPosition));
  }

  /** Leaves out what was deleted since the entries were read, and what cannot be read. */
  private static List<Resource> decodeAll(List<Entry> entries, List<Response> records) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      decode(entries.get(i).id(), records.get(i)).ifPresent(resources::add);
    }
    return resources;
  }

  private static Optional<Resource> decode(ResourceId id, @Nullable Response record) {
    try {
      return Optional.ofNullable(record)
          .map(found -> RecordCodec.decodeRecord(id, found.toBytes()));
    } catch (ServiceException corrupt) {
      return Optional.empty(); // The codec has logged it; one bad record must not hide the others.
    }
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    return queues.inTurn(transition.subject(), () -> attempt(transition, 1));
  }

  private <R> Future<R> attempt(Transition<R> transition, int attempt) {
    return once(transition)
        .compose(
            result ->
                result.map(Future::succeededFuture).orElseGet(() -> again(transition, attempt)));
  }

  private <R> Future<Optional<R>> once(Transition<R> transition) {
    return nodes.isSplit()
        ? new SplitTransaction<>(nodes, transition).attempt()
        : nodes.onOwner("", lease -> new RedisTransaction<>(lease, transition).attempt());
  }

  private <R> Future<R> again(Transition<R> transition, int attempt) {
    if (attempt >= limits.attemptsMax()) {
      return Future.failedFuture(ServiceException.concurrentModification());
    }
    long backoffMillis = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << (attempt - 1));
    return vertx
        .timer(1 + random.nextLong(backoffMillis), TimeUnit.MILLISECONDS)
        .compose(waited -> attempt(transition, attempt + 1));
  }
}
