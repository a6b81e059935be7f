package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One command for each of several keys, in one batch to each node. A key whose slot is migrating or
 * has a new owner is sent by itself.
 */
final class CommandOfKeys {

  private final ClusterNodes nodes;
  private final ClusterSlots slots;
  private final Command command;
  private final List<String> keys;
  private final Deadline deadline;
  private final Response[] replies;

  CommandOfKeys(
      ClusterNodes nodes,
      ClusterSlots slots,
      Command command,
      List<String> keys,
      Deadline deadline) {
    this.nodes = nodes;
    this.slots = slots;
    this.command = command;
    this.keys = keys;
    this.deadline = deadline;
    this.replies = new Response[keys.size()];
  }

  /** Returns the replies in the order of the keys. */
  Future<List<Response>> send() {
    Map<String, List<Integer>> byOwner = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      String owner = slots.known(nodes.slot(keys.get(i))).map(HostPort::toString).orElse("");
      byOwner.computeIfAbsent(owner, none -> new ArrayList<>()).add(i);
    }
    List<Future<Void>> parts = byOwner.values().stream().map(this::sendTogether).toList();
    return Future.all(parts).map(all -> Arrays.asList(replies));
  }

  private Future<Void> sendTogether(List<Integer> indexes) {
    List<Request> commands =
        indexes.stream().map(i -> Request.cmd(command).arg(keys.get(i))).toList();
    return slots
        .owner(nodes.slot(keys.get(indexes.get(0))))
        .compose(owner -> slots.lease(owner, deadline))
        .compose(lease -> lease.use(leased -> leased.batch(commands)))
        .recover(
            failure ->
                // A slot is migrating or has a new owner, so each key is read by itself.
                isElsewhere(failure) ? sendEach(indexes) : Future.failedFuture(failure))
        .map(
            parts -> {
              for (int i = 0; i < indexes.size(); i++) {
                replies[indexes.get(i)] = parts.get(i);
              }
              return null;
            });
  }

  private Future<List<Response>> sendEach(List<Integer> indexes) {
    List<Future<Response>> single =
        indexes.stream()
            .map(
                i ->
                    nodes
                        .send(keys.get(i), List.of(Request.cmd(command).arg(keys.get(i))), deadline)
                        .map(reply -> reply.get(0)))
            .toList();
    return Future.all(single).map(all -> all.list());
  }

  private static boolean isElsewhere(Throwable failure) {
    return Redirect.in(failure).isPresent()
        || (failure instanceof RedisFailure known
            && (known.fault().isLostConnection()
                || known.fault() == RedisFault.NO_CONNECTION
                || known.fault() == RedisFault.CIRCUIT_OPEN));
  }
}
