package dev.patchbay.gateway.redis;

import dev.patchbay.model.Limit;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The changes of the connections of this replica that Redis does not have yet. They are written in
 * batches and in order. Belongs to one event loop.
 */
final class RegistryChanges {

  /** A batch has some tens of kilobytes, and Redis takes less than a millisecond for it. */
  static final int BATCH_MAX = 256;

  private static final int WAITING_MAX = Limit.REGISTRY_CHANGES.intValue();

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
  private final Deque<Change> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private boolean writing;
  private boolean someLost;

  RegistryChanges(Vertx vertx, RedisNodes nodes, RegistryKeys keys, Supplier<String> replicaId) {
    this.vertx = vertx;
    this.nodes = nodes;
    this.keys = keys;
    this.replicaId = replicaId;
  }

  /** Whether a change could not be written since {@link #forgetLost}. */
  boolean areSomeLost() {
    return someLost;
  }

  void forgetLost() {
    someLost = false;
  }

  /**
   * Adds a change; completes when it is written or lost.
   *
   * @param text the record of the connection; empty where it has ended
   */
  Future<Void> add(String apiId, String connectionId, String text) {
    if (waiting.size() >= WAITING_MAX) {
      someLost = true;
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
              someLost |= failure != null;
              batch.forEach(change -> change.done.complete());
              writeNext();
            });
  }

  /** A crash between the steps leaves members of the replica's set that are swept in vain. */
  private Future<?> write(List<Change> changes) {
    return ofReplica("SADD", changes.stream().filter(Change::adds).toList())
        .compose(added -> ofApis(changes))
        .compose(
            changed -> ofReplica("SREM", changes.stream().filter(each -> !each.adds()).toList()));
  }

  private Future<?> ofReplica(String command, List<Change> changes) {
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

  /** Completes when all changes so far are written or lost. */
  Future<Void> flushed() {
    return waiting.isEmpty() ? Future.succeededFuture() : waiting.peekLast().done.future();
  }
}
