package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A topology in which one server has all keys. */
abstract sealed class SingleMaster extends RedisNodes permits StandaloneNodes, SentinelNodes {

  SingleMaster(RedisLimits limits, LongSupplier nanoClock) {
    super(limits, nanoClock);
  }

  @Override
  public final boolean isSplit() {
    return false;
  }

  @Override
  public final int slot(String key) {
    return 0;
  }

  @Override
  public final Object node(int slot) {
    return "master";
  }

  /** There is one slot only, and slots have a limit of their own. */
  @Override
  public final int batchesMax() {
    return Integer.MAX_VALUE;
  }

  /** Runs the work on the master, or waits until it is known. */
  abstract <T> Future<T> onMaster(Function<RedisConnections, Future<T>> work);

  @Override
  public final <T> Future<T> onOwner(
      String key, Deadline deadline, Function<Lease, Future<T>> work) {
    return onMaster(master -> master.onLease(deadline, work));
  }

  @Override
  public final Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
    return onMaster(master -> master.send(commands, deadline));
  }

  @Override
  public final Future<List<RedisConnections>> masters() {
    return onMaster(master -> Future.succeededFuture(List.of(master)));
  }

  @Override
  public final Future<List<Response>> sendEach(
      Command command, List<String> keys, Deadline deadline) {
    return send(
        keys.get(0), keys.stream().map(key -> Request.cmd(command).arg(key)).toList(), deadline);
  }

  @Override
  public final Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
    Request request = Request.cmd(Command.MGET);
    keys.forEach(request::arg);
    return send(keys.get(0), List.of(request), deadline)
        .map(
            replies -> {
              List<Response> values = new ArrayList<>();
              replies.get(0).forEach(values::add);
              return values;
            });
  }
}
