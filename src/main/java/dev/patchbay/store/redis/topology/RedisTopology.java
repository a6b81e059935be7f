package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The addresses of Redis. Immutable; event loops may share it. */
public sealed interface RedisTopology {

  /** One server. */
  record Standalone(URI address, RedisAccess access) implements RedisTopology {

    /** A server whose URI holds the login. */
    public Standalone(URI address) {
      this(address, RedisAccess.of(address));
    }
  }

  /**
   * A master and its replicas, watched by Sentinels.
   *
   * @param sentinels the addresses of some or all Sentinels
   * @param masterName the name of the master at the Sentinels
   */
  record Sentinels(
      List<URI> sentinels, String masterName, RedisAccess sentinelAccess, RedisAccess access)
      implements RedisTopology {
    public Sentinels {
      sentinels = List.copyOf(sentinels);
    }
  }

  /**
   * A Redis Cluster.
   *
   * @param nodes the addresses of some or all nodes
   */
  record Cluster(List<URI> nodes, RedisAccess access) implements RedisTopology {
    public Cluster {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * Opens the nodes for the calling event loop.
   *
   * @param poolSize connections to each server at most
   */
  default RedisNodes open(Vertx vertx, int poolSize, RedisLimits limits, RedisMeter meter) {
    return open(vertx, poolSize, limits, meter, System::nanoTime);
  }

  /**
   * Opens the nodes with a clock.
   *
   * @param nanoClock nanoseconds from any origin, for all deadlines
   */
  default RedisNodes open(
      Vertx vertx, int poolSize, RedisLimits limits, RedisMeter meter, LongSupplier nanoClock) {
    if (this instanceof Standalone one) {
      URI uri =
          one.access.password().isPresent()
              ? one.access.uri(HostPort.of(one.address))
              : one.address;
      return new StandaloneNodes(
          new RedisConnections(vertx, one.access, uri, poolSize, limits, meter, nanoClock), limits);
    }
    if (this instanceof Sentinels watched) {
      List<SentinelNodes.SentinelMaker> makers =
          watched.sentinels.stream()
              .map(HostPort::of)
              .map(
                  address ->
                      (SentinelNodes.SentinelMaker)
                          listener ->
                              new Sentinel(
                                  vertx,
                                  address,
                                  watched.sentinelAccess,
                                  watched.masterName,
                                  limits,
                                  listener))
              .toList();
      return new SentinelNodes(
          vertx,
          makers,
          connect(vertx, watched.access, poolSize, limits, meter, nanoClock),
          limits,
          meter,
          nanoClock);
    }
    Cluster cluster = (Cluster) this;
    List<HostPort> seeds = cluster.nodes.stream().map(HostPort::of).toList();
    return new ClusterNodes(
        vertx,
        new ClusterSlots(
            vertx,
            seeds,
            connect(vertx, cluster.access, poolSize, limits, meter, nanoClock),
            meter,
            nanoClock),
        poolSize,
        limits,
        nanoClock);
  }

  private static Function<HostPort, RedisConnections> connect(
      Vertx vertx,
      RedisAccess access,
      int poolSize,
      RedisLimits limits,
      RedisMeter meter,
      LongSupplier nanoClock) {
    return address ->
        new RedisConnections(
            vertx, access, access.uri(address), poolSize, limits, meter, nanoClock);
  }
}
