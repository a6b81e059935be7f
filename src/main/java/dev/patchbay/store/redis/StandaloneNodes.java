package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Function;

/** One Redis at one address, for good. */
public final class StandaloneNodes extends SingleMaster {

  private final RedisConnections connections;

  public StandaloneNodes(RedisConnections connections, RedisLimits limits) {
    super(limits);
    this.connections = connections;
  }

  @Override
  <T> Future<T> onOwner(
      String key, Deadline deadline, Function<RedisConnections.Lease, Future<T>> work) {
    return connections.lease(deadline).compose(lease -> onLease(lease, work));
  }

  @Override
  Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
    return connections.send(commands, deadline);
  }

  @Override
  Future<List<RedisConnections>> masters() {
    return Future.succeededFuture(List.of(connections));
  }

  @Override
  public void close() {
    connections.close();
  }
}
