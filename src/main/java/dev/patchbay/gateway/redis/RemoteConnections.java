package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.model.Limit;
import dev.patchbay.model.LruMap;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The connections of other replicas. A connection never moves, so its replica is cached. Belongs to
 * one event loop.
 */
final class RemoteConnections {

  /** A connection's replica takes some 150 bytes. */
  private static final int KEPT_MAX = 16_384;

  private static final int RUNNING_MAX = Limit.REMOTE_COMMANDS.intValue();

  private static final long DEADLINE_MILLIS = Limit.REMOTE_COMMAND_TIME.value();

  private final RedisNodes nodes;
  private final RegistryKeys keys;
  private final Membership membership;
  private final Supplier<Future<Void>> beat;
  private final ReplicaClient client;
  private final Map<String, String> kept = new LruMap<>(KEPT_MAX);
  private int running;

  /**
   * The connections of others.
   *
   * @param beat reads the replicas again
   */
  RemoteConnections(
      RedisNodes nodes,
      RegistryKeys keys,
      Membership membership,
      Supplier<Future<Void>> beat,
      ReplicaClient client) {
    this.nodes = nodes;
    this.keys = keys;
    this.membership = membership;
    this.beat = beat;
    this.client = client;
  }

  /** Runs a command on the replica of the connection. Never fails. */
  Future<CommandOutcome> run(String apiId, String connectionId, ConnectionCommand command) {
    if (running >= RUNNING_MAX) {
      return Future.succeededFuture(CommandOutcome.UNAVAILABLE);
    }
    running++;
    return replica(apiId, connectionId)
        .compose(
            replicaId ->
                replicaId.isPresent()
                    ? at(replicaId.get(), apiId, connectionId, command)
                    : Future.succeededFuture(
                        membership.table().isComplete()
                            ? CommandOutcome.GONE
                            : CommandOutcome.UNAVAILABLE))
        .otherwise(CommandOutcome.UNAVAILABLE)
        .onSuccess(
            outcome -> {
              running--;
              if (outcome.status() == CommandOutcome.Status.GONE) {
                kept.remove(connectionId);
              }
            });
  }

  private Future<Optional<String>> replica(String apiId, String connectionId) {
    Optional<String> known = Optional.ofNullable(kept.get(connectionId));
    return known.isPresent()
        ? Future.succeededFuture(known)
        : RegistryScripts.FIND
            .texts(nodes, keys.ofApi(apiId), List.of(connectionId))
            .map(
                reply ->
                    reply.stream()
                        .findFirst()
                        .map(record -> record.substring(0, record.indexOf(' '))));
  }

  private Future<CommandOutcome> at(
      String replicaId, String apiId, String connectionId, ConnectionCommand command) {
    if (replicaId.equals(membership.id())) {
      return Future.succeededFuture(CommandOutcome.GONE);
    }
    Optional<Heartbeat> known = membership.table().find(replicaId);
    // A replica that is not known is new or dead, which the next read of Redis shows.
    Future<Optional<Heartbeat>> found =
        known.isPresent()
            ? Future.succeededFuture(known)
            : beat.get().map(read -> membership.table().find(replicaId));
    return found.compose(
        beatOfReplica -> {
          if (beatOfReplica.isEmpty()) {
            return Future.succeededFuture(CommandOutcome.GONE);
          }
          kept.put(connectionId, replicaId);
          return client.send(
              beatOfReplica.get(),
              new ForwardedCommand(
                  replicaId,
                  apiId,
                  connectionId,
                  command,
                  membership.earliestMillis() + DEADLINE_MILLIS));
        });
  }
}
