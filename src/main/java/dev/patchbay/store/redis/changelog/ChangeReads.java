package dev.patchbay.store.redis.changelog;

import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Limit;
import dev.patchbay.store.redis.connection.TickBatcher;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Reads change logs for subscribers on one connection to each server at most: a queue for each
 * server, and one running batch. A server that does not answer delays only the reads of its own
 * keys. Belongs to one event loop.
 */
final class ChangeReads {

  /** No entry is larger: it names the members of one type, and most entries have 200 bytes. */
  static final int ENTRY_BYTES_MAX = 1024;

  /** The bytes of one batch, and thus of the decoding in one tick of the event loop. */
  static final int BYTES_IN_BATCH_MAX = Limit.CHANGES_OF_BATCH.intValue();

  private record Pending(ChangesRequest request, int slot, Promise<Response> entries) {}

  /** A server with its waiting requests. */
  private final class Server {
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final TickBatcher<List<Pending>> batches =
        new TickBatcher<>(endOfTick, 1, () -> nextBatch(waiting), ChangeReads.this::send);
  }

  private final RedisNodes nodes;
  private final Executor endOfTick;
  private final Map<Object, Server> servers = new HashMap<>();

  /**
   * Reads from the nodes.
   *
   * @param endOfTick runs work after all events that have arrived
   */
  ChangeReads(RedisNodes nodes, Executor endOfTick) {
    this.nodes = nodes;
    this.endOfTick = endOfTick;
  }

  /** Appends the requests to the queues; returns a future for each. */
  List<Future<Response>> read(List<ChangesRequest> requests) {
    List<Future<Response>> entries = new ArrayList<>();
    Set<Server> woken = new LinkedHashSet<>();
    for (ChangesRequest request : requests) {
      int slot = nodes.slot(RedisKeys.changeLog(request.root()));
      Server server = servers.computeIfAbsent(nodes.node(slot), unseen -> new Server());
      Pending pending = new Pending(request, slot, Promise.promise());
      server.waiting.add(pending);
      woken.add(server);
      entries.add(pending.entries().future());
    }
    woken.forEach(server -> server.batches.wake());
    return entries;
  }

  private Future<?> send(List<Pending> batch) {
    return nodes
        .send(
            RedisKeys.changeLog(batch.get(0).request().root()),
            batch.stream().map(pending -> RedisChangeLogs.range(pending.request())).toList(),
            nodes.deadline())
        .onComplete(
            (replies, failure) -> {
              for (int i = 0; i < batch.size(); i++) {
                if (failure == null) {
                  batch.get(i).entries().complete(replies.get(i));
                } else {
                  batch.get(i).entries().fail(failure);
                }
              }
            });
  }

  /** The first that waits and others of its slot, as many as the budget of bytes allows. */
  private static Optional<List<Pending>> nextBatch(Deque<Pending> waiting) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Pending first = waiting.remove();
    List<Pending> batch = new ArrayList<>(List.of(first));
    int bytes = bytesMax(first.request());
    Iterator<Pending> others = waiting.iterator();
    while (others.hasNext()) {
      Pending other = others.next();
      if (other.slot() == first.slot()) {
        bytes += bytesMax(other.request());
        if (bytes > BYTES_IN_BATCH_MAX) {
          break;
        }
        others.remove();
        batch.add(other);
      }
    }
    return Optional.of(batch);
  }

  private static int bytesMax(ChangesRequest request) {
    return request.changesMax() * ENTRY_BYTES_MAX;
  }
}
