package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connections of this replica in Redis. After a change that could not be written all
 * connections are written again. Belongs to one event loop.
 */
final class RegistryWriter {

  /** The connections that are copied before the next ones are read. */
  private static final int BATCH_MAX = RegistryChanges.BATCH_MAX;

  private final RedisNodes nodes;
  private final RegistryKeys keys;
  private final Supplier<String> replicaId;

  /** Other threads read its size only. */
  private final Map<String, ClientConnection> known = new ConcurrentHashMap<>();

  private final RegistryChanges changes;
  private boolean incomplete;
  private @Nullable Future<Void> copying;

  RegistryWriter(Vertx vertx, RedisNodes nodes, RegistryKeys keys, Supplier<String> replicaId) {
    this.nodes = nodes;
    this.keys = keys;
    this.replicaId = replicaId;
    this.changes = new RegistryChanges(vertx, nodes, keys, replicaId);
  }

  /** Whether all connections of this replica are in Redis. */
  boolean isComplete() {
    return !incomplete && !changes.areSomeLost() && copying == null;
  }

  /** Marks the copy in Redis as incomplete. */
  void isIncomplete() {
    incomplete = true;
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /** The number of connections of this replica. Safe for all threads. */
  int size() {
    return known.size();
  }

  /** Adds a connection; completes when it is written or has to be written again. */
  Future<Void> add(ClientConnection connection) {
    known.put(connection.connectionId(), connection);
    return write(connection);
  }

  private Future<Void> write(ClientConnection connection) {
    return changes.add(
        connection.apiId(),
        connection.connectionId(),
        new ConnectionRecord(replicaId.get(), connection).encode());
  }

  Future<Void> remove(ClientConnection connection) {
    return known.remove(connection.connectionId()) == null
        ? Future.succeededFuture()
        : changes.add(connection.apiId(), connection.connectionId(), "");
  }

  /** Forgets connections that another replica has taken over. */
  void forget(Iterable<ClientConnection> connections) {
    connections.forEach(each -> known.remove(each.connectionId()));
  }

  /** Makes Redis equal to the connections of this replica, unless that is under way. */
  void copyAll() {
    if (copying != null) {
      return;
    }
    incomplete = false;
    changes.forgetLost();
    Future<Void> begun =
        removeOthers("0").compose(removed -> copy(List.copyOf(known.values()).iterator()));
    copying = begun;
    begun.onComplete(
        (copied, failure) -> {
          copying = null;
          incomplete |= failure != null;
        });
  }

  /** Removes the members of the replica's set that are not its connections. */
  private Future<Void> removeOthers(String cursor) {
    return RegistryScripts.SCAN_OWN
        .texts(nodes, keys.ofReplica(replicaId.get()), List.of(cursor))
        .compose(
            reply -> {
              reply.stream()
                  .skip(1)
                  .map(member -> member.split(" ", 2))
                  .filter(member -> !known.containsKey(member[1]))
                  .forEach(member -> changes.add(member[0], member[1], ""));
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
    return changes.flushed();
  }
}
