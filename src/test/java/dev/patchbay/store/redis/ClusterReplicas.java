package dev.patchbay.store.redis;

import dev.patchbay.sample.SampleTypes;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.topology.RedisTopology;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Stores on a Cluster. */
public final class ClusterReplicas {

  private static final RedisAccess OPEN =
      new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty());

  private ClusterReplicas() {}

  static ResourceStore store(Vertx vertx, List<URI> nodes, RedisLimits limits) {
    return store(vertx, nodes, limits, RedisMeter.NONE);
  }

  private static ResourceStore store(
      Vertx vertx, List<URI> nodes, RedisLimits limits, RedisMeter meter) {
    return new RedisResourceStore(
        SampleTypes.ALL,
        vertx,
        new RedisTopology.Cluster(nodes, OPEN).open(vertx, 8, limits, meter),
        limits,
        new Random(7));
  }

  public static Replica replica(List<URI> nodes, RedisLimits limits) {
    return replica(nodes, limits, RedisMeter.NONE);
  }

  public static Replica replica(List<URI> nodes, RedisLimits limits, RedisMeter meter) {
    EventLoop loop = new EventLoop();
    return new Replica(loop, loop.make(vertx -> store(vertx, nodes, limits, meter)));
  }
}
