package dev.patchbay.store.redis;

import io.vertx.core.Future;
import java.util.function.Function;

/** One Redis at one address, for good. */
public final class StandaloneNodes extends SingleMaster {

  private final RedisConnections connections;

  public StandaloneNodes(RedisConnections connections) {
    this.connections = connections;
  }

  @Override
  <T> Future<T> onOwner(String key, Function<RedisConnections.Lease, Future<T>> work) {
    return connections
        .lease()
        .compose(lease -> onLease(lease, work))
        .recover(RedisNodes::inOwnWords);
  }

  @Override
  public void close() {
    connections.close();
  }
}
