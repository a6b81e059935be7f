package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisCluster;
import dev.patchbay.embedded.RedisNode;
import dev.patchbay.store.Backing;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;

/** Data in a Redis Cluster. */
record ClusterBacking(RedisCluster cluster, RedisLimits limits) implements Backing {

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
