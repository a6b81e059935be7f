package dev.patchbay.store.redis.changelog;

import dev.patchbay.model.ChangesRequest;
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
import java.util.Set;

/**
 * Reads change logs for subscribers, who together take one connection to each server at most: a
 * queue for each server, and one batch of it under way. A server that does not answer delays only
 * the reads of its own keys. Belongs to one event loop.
 */
final class ChangeReads {

  /**
   * Entries that one batch may bring, and thus one tick of the event loop decodes: some 200
   * kilobytes, 600 at most, and five milliseconds.
   */
  static final int ENTRIES_IN_BATCH_MAX = 1_000;

  private record Pending(ChangesRequest request, int slot, Promise<Response> entries) {}

  private static final class ServerQueue {
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private boolean busy;
  }

  private final RedisNodes nodes;
  private final Map<Object, ServerQueue> queues = new HashMap<>();

  ChangeReads(RedisNodes nodes) {
    this.nodes = nodes;
  }

  /** Queues the requests behind those that wait already; returns a future for each. */
  List<Future<Response>> read(List<ChangesRequest> requests) {
    List<Future<Response>> entries = new ArrayList<>();
    Set<Object> servers = new LinkedHashSet<>();
    for (ChangesRequest request : requests) {
      String key = RedisKeys.trail(request.api());
      int slot = nodes.slot(key);
      Object server = nodes.node(slot);
      Pending pending = new Pending(request, slot, Promise.promise());
      queues.computeIfAbsent(server, none -> new ServerQueue()).waiting.add(pending);
      servers.add(server);
      entries.add(pending.entries().future());
    }
    servers.forEach(this::sendNext);
    return entries;
  }

  private void sendNext(Object server) {
    ServerQueue queue = queues.get(server);
    if (queue == null || queue.busy) {
      return;
    }
    if (queue.waiting.isEmpty()) {
      queues.remove(server); // A Cluster has other servers in time.
      return;
    }
    queue.busy = true;
    List<Pending> batch = nextBatch(queue);
    String key = RedisKeys.trail(batch.get(0).request().api());
    nodes
        .send(
            key,
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
              queue.busy = false;
              sendNext(server);
            });
  }

  /** The first that waits and others of its slot, as many as the budget of entries allows. */
  private static List<Pending> nextBatch(ServerQueue queue) {
    Pending first = queue.waiting.remove();
    List<Pending> batch = new ArrayList<>(List.of(first));
    int entries = first.request().changesMax();
    Iterator<Pending> others = queue.waiting.iterator();
    while (others.hasNext()) {
      Pending other = others.next();
      if (other.slot() == first.slot()) {
        entries += other.request().changesMax();
        if (entries > ENTRIES_IN_BATCH_MAX) {
          break;
        }
        others.remove();
        batch.add(other);
      }
    }
    return batch;
  }
}
