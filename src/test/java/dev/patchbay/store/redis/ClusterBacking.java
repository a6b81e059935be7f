package dev.patchbay.store.redis;

import dev.patchbay.store.Backing;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisNode;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;

/** Data in a Redis Cluster. */
public record ClusterBacking(RedisCluster cluster, RedisLimits limits) implements Backing {

  @Override
  public void clear() {
    cluster.masters().forEach(master -> master.command("FLUSHALL"));
  }

  @Override
  public ResourceStore newStore(Vertx vertx) {
    return ClusterReplicas.store(vertx, cluster.uris(), limits);
  }

  @Override
  public Map<String, ?> everything() {
    Map<String, Object> everything = new TreeMap<>();
    for (RedisNode master : cluster.masters()) {
      everything.putAll(RedisReplicas.everything(master::command));
    }
    return everything;
  }
}
