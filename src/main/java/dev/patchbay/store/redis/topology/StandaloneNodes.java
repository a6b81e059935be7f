package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import io.vertx.core.Future;
import java.util.function.Function;

/** One Redis server at a fixed address. */
public final class StandaloneNodes extends SingleMaster {

  private final RedisConnections connections;

  public StandaloneNodes(RedisConnections connections, RedisLimits limits) {
    super(limits, connections.nanoClock());
    this.connections = connections;
  }

  @Override
  <T> Future<T> onMaster(Function<RedisConnections, Future<T>> work) {
    return work.apply(connections);
  }

  @Override
  public void close() {
    connections.close();
  }
}
