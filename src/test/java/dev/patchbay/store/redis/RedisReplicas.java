package dev.patchbay.store.redis;

import dev.patchbay.sample.SampleTypes;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.DataLayout;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.store.redis.topology.StandaloneNodes;
import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.RedisServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores on real Redis, and a dump of their keys. */
public final class RedisReplicas {

  /** Generous deadlines, for tests that are not about them. */
  public static final RedisLimits PATIENT = new RedisLimits(5_000, 5_000, 15_000, 8);

  private RedisReplicas() {}

  public static ResourceStore store(Vertx vertx, URI redis, int poolSize, RedisLimits limits) {
    RedisConnections connections = new RedisConnections(vertx, redis, poolSize, limits);
    return new RedisResourceStore(
        SampleTypes.ALL, vertx, new StandaloneNodes(connections, limits), limits, new Random(7));
  }

  public static Replica replica(URI redis, int poolSize, RedisLimits limits) {
    EventLoop loop = new EventLoop();
    return new Replica(loop, loop.make(vertx -> store(vertx, redis, poolSize, limits)));
  }

  /** A replica with a meter. */
  public static Replica replica(RedisTopology topology, RedisLimits limits, RedisMeter meter) {
    return replica(topology, limits, meter, 0);
  }

  /** A replica with a meter that waits for so many replicas of Redis. */
  public static Replica replica(
      RedisTopology topology, RedisLimits limits, RedisMeter meter, int replicasToAwait) {
    EventLoop loop = new EventLoop();
    return new Replica(
        loop,
        loop.make(
            vertx ->
                new RedisResourceStore(
                    SampleTypes.ALL,
                    vertx,
                    topology.open(vertx, 8, limits, meter),
                    limits,
                    new Random(7),
                    () -> replicasToAwait,
                    meter)));
  }

  /**
   * Every key with its value, in a form that can be compared; without the change logs of deleted
   * APIs.
   */
  public static Map<String, Object> everything(RedisServer redis) {
    return everything(redis::command);
  }

  /** One command to a server. */
  interface Server {
    @Nullable Object command(String... command);
  }

  /** Without the layout, which services of other tests write in their own time. */
  public static Map<String, Object> everything(Server redis) {
    Map<String, Object> everything = new TreeMap<>();
    for (Object key : list(redis.command("KEYS", "*"))) {
      if (!key.equals(DataLayout.KEY) && !isTrailOfDeleted(redis, (String) key)) {
        // It may have been deleted meanwhile.
        value(redis, (String) key).ifPresent(value -> everything.put((String) key, value));
      }
    }
    return everything;
  }

  /**
   * Without the write stamps and the change logs, which identify the writer of a record and are not
   * its contents.
   */
  static Map<String, Object> withoutAuthors(Map<String, ?> everything) {
    Map<String, Object> content = new TreeMap<>(everything);
    content.keySet().removeIf(key -> key.endsWith("#changes"));
    content.replaceAll(
        (key, value) ->
            value instanceof String record ? record.replaceFirst("^(\\d+) [^\n]+", "$1") : value);
    return content;
  }

  /**
   * All keys once no removals are left: a deleted root leaves its own slot of a Cluster as soon as
   * the slot is swept.
   */
  static Map<String, ?> swept(Supplier<Map<String, ?>> everything) {
    try {
      Eventually.eventually(
          "nothing is left to be swept",
          () -> everything.get().keySet().stream().noneMatch(key -> key.endsWith("#removals")));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return everything.get();
  }

  /** It expires after a while; without an expiry it would be left over like any other key. */
  private static boolean isTrailOfDeleted(Server redis, String key) {
    return (key.endsWith("#changes") || key.endsWith("#deleted"))
        && !Objects.equals(redis.command("TTL", key), -1L);
  }

  private static Optional<Object> value(Server redis, String key) {
    String type = (String) Objects.requireNonNull(redis.command("TYPE", key));
    return switch (type) {
      case "string" -> Optional.ofNullable(redis.command("GET", key));
      case "set" -> Optional.of(new TreeSet<>(list(redis.command("SMEMBERS", key))));
      case "zset" -> Optional.of(list(redis.command("ZRANGE", key, "0", "-1", "WITHSCORES")));
      case "stream" -> Optional.of(list(redis.command("XRANGE", key, "-", "+")));
      case "none" -> Optional.empty();
      default -> throw new IllegalStateException(key + " is a " + type);
    };
  }

  public static List<?> list(@Nullable Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }
}
