package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the connections of this replica to Redis, in batches and in order. What could not be
 * written is written again with all others. Belongs to one event loop.
 */
final class RegistryWriter {

  /** Some tens of kilobytes, for which Redis takes less than a millisecond. */
  private static final int BATCH_MAX = 256;

  /** More would wait for seconds; they are written later with all others. */
  private static final int WAITING_MAX = 16_384;

  private record Change(String apiId, String connectionId, String text, Promise<Void> done) {
    boolean adds() {
      return !text.isEmpty();
    }

    String member() {
      return apiId + " " + connectionId;
    }
  }

  private final Vertx vertx;
  private final RedisNodes nodes;
  private final RegistryKeys keys;
  private final Supplier<String> replicaId;
  private final Map<String, ClientConnection> known = new HashMap<>();
  private final Deque<Change> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private boolean writing;
  private boolean incomplete;
  private @Nullable Future<Void> copying;

  RegistryWriter(Vertx vertx, RedisNodes nodes, RegistryKeys keys, Supplier<String> replicaId) {
    this.vertx = vertx;
    this.nodes = nodes;
    this.keys = keys;
    this.replicaId = replicaId;
  }

  /** Whether all connections of this replica are in Redis. */
  boolean isComplete() {
    return !incomplete && copying == null;
  }

  /** Says that some of them may not be there. */
  void isIncomplete() {
    incomplete = true;
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /** Adds a connection; completes when it is written or has to be written again. */
  Future<Void> add(ClientConnection connection) {
    known.put(connection.connectionId(), connection);
    return write(connection);
  }

  private Future<Void> write(ClientConnection connection) {
    return enqueue(
        connection.apiId(),
        connection.connectionId(),
        new ConnectionRecord(replicaId.get(), connection).encode());
  }

  Future<Void> remove(ClientConnection connection) {
    return known.remove(connection.connectionId()) == null
        ? Future.succeededFuture()
        : enqueue(connection.apiId(), connection.connectionId(), "");
  }

  /** Forgets connections that another replica has taken over. */
  void forget(Iterable<ClientConnection> connections) {
    connections.forEach(each -> known.remove(each.connectionId()));
  }

  private Future<Void> enqueue(String apiId, String connectionId, String text) {
    if (waiting.size() >= WAITING_MAX) {
      incomplete = true;
      return Future.succeededFuture();
    }
    Change change = new Change(apiId, connectionId, text, Promise.promise());
    waiting.add(change);
    schedule();
    return change.done.future();
  }

  private void schedule() {
    if (!scheduled && !writing) {
      scheduled = true;
      vertx.runOnContext(
          now -> {
            scheduled = false;
            writeNext();
          });
    }
  }

  private void writeNext() {
    List<Change> batch = new ArrayList<>();
    while (batch.size() < BATCH_MAX && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    if (batch.isEmpty()) {
      return;
    }
    writing = true;
    Map<String, Change> latest = new LinkedHashMap<>();
    batch.forEach(change -> latest.put(change.connectionId, change));
    write(List.copyOf(latest.values()))
        .onComplete(
            (written, failure) -> {
              writing = false;
              incomplete |= failure != null;
              batch.forEach(change -> change.done.complete());
              writeNext();
            });
  }

  /** A crash between the steps leaves members of the replica's set that are swept in vain. */
  private Future<?> write(List<Change> changes) {
    return own("SADD", changes.stream().filter(Change::adds).toList())
        .compose(added -> ofApis(changes))
        .compose(changed -> own("SREM", changes.stream().filter(each -> !each.adds()).toList()));
  }

  private Future<?> own(String command, List<Change> changes) {
    if (changes.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> arguments = new ArrayList<>(List.of(command));
    changes.forEach(change -> arguments.add(change.member()));
    return RegistryScripts.CHANGE_OWN.texts(nodes, keys.ofReplica(replicaId.get()), arguments);
  }

  private Future<?> ofApis(List<Change> changes) {
    Map<String, List<String>> byApi = new LinkedHashMap<>();
    changes.forEach(
        change ->
            byApi
                .computeIfAbsent(change.apiId, none -> new ArrayList<>())
                .addAll(List.of(change.connectionId, change.text)));
    return Future.all(
        byApi.entrySet().stream()
            .map(
                each ->
                    RegistryScripts.CHANGE_CONNECTIONS.texts(
                        nodes, keys.ofApi(each.getKey()), each.getValue()))
            .toList());
  }

  /** Makes Redis equal to the connections of this replica, unless that is under way. */
  void copyAll() {
    if (copying != null) {
      return;
    }
    incomplete = false;
    Future<Void> begun =
        removeOthers("0").compose(removed -> copy(List.copyOf(known.values()).iterator()));
    copying = begun;
    begun.onComplete(
        (copied, failure) -> {
          copying = null;
          incomplete |= failure != null;
        });
  }

  /** Removes what the set of the replica has beside its connections. */
  private Future<Void> removeOthers(String cursor) {
    return RegistryScripts.SCAN_OWN
        .texts(nodes, keys.ofReplica(replicaId.get()), List.of(cursor))
        .compose(
            reply -> {
              reply.stream()
                  .skip(1)
                  .map(member -> member.split(" ", 2))
                  .filter(member -> !known.containsKey(member[1]))
                  .forEach(member -> enqueue(member[0], member[1], ""));
              return reply.get(0).equals("0")
                  ? Future.succeededFuture()
                  : removeOthers(reply.get(0));
            });
  }

  private Future<Void> copy(Iterator<ClientConnection> connections) {
    List<Future<Void>> batch = new ArrayList<>();
    while (batch.size() < BATCH_MAX && connections.hasNext()) {
      ClientConnection next = connections.next();
      if (known.containsKey(next.connectionId())) {
        batch.add(write(next));
      }
    }
    return batch.isEmpty()
        ? Future.succeededFuture()
        : Future.all(batch).compose(written -> copy(connections));
  }

  /** Completes when all changes so far are written, or could not be. */
  Future<Void> flushed() {
    return waiting.isEmpty() ? Future.succeededFuture() : waiting.peekLast().done.future();
  }
}
