package dev.patchbay.store.redis.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Backing;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.ClusterBacking;
import dev.patchbay.store.redis.RedisBacking;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.topology.HashSlot;
import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sweep of a removed subtree after the process that removed it has ended. */
@ExtendWith({RedisServerExtension.class, RedisClusterExtension.class})
final class SweeperTest {

  private static final RedisLimits LIMITS = RedisReplicas.PATIENT;

  private final ResourceId api = Samples.responses().parent().orElseThrow().root();
  private final ResourceId integration = Samples.responses().parent().orElseThrow();

  @Test
  void anyReplicaSweepsTheRemovalsOfAnother(RedisServer redis) {
    assertSwept(
        new RedisBacking(redis, LIMITS),
        (command, key) -> redis.command(command),
        vertx -> new RedisTopology.Standalone(redis.uri()).open(vertx, 1, LIMITS, RedisMeter.NONE),
        true);
  }

  /** There the place in the account's list, which is in another slot, may be left, too. */
  @Test
  void onAClusterThePlaceInTheListGoesToo(RedisCluster cluster) {
    RedisAccess open = new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty());
    assertSwept(
        new ClusterBacking(cluster, LIMITS),
        (command, key) -> cluster.owner(HashSlot.of(key)).command(command),
        vertx ->
            new RedisTopology.Cluster(cluster.uris(), open).open(vertx, 1, LIMITS, RedisMeter.NONE),
        false);
  }

  private interface Server {
    void command(String[] command, String key);
  }

  private void assertSwept(
      Backing backing, Server server, Function<Vertx, RedisNodes> open, boolean leftList) {
    backing.clear();
    EventLoop loop = new EventLoop();
    try (Replica replica = new Replica(loop, loop.make(backing::newStore))) {
      replica.commit(Samples.store(writes().toArray(Write[]::new)));
      String list = RedisKeys.order(Samples.APIS);
      Resource root = new Resource(api, 1, Map.of());
      create(replica, root);
      server.command(new String[] {"DEL", RedisKeys.record(api)}, RedisKeys.record(api));
      String removals = RedisKeys.removals(api);
      server.command(new String[] {"APPEND", removals, Removals.line(api)}, removals);
      if (leftList) {
        server.command(new String[] {"ZREM", list, RecordCodec.encodeEntry(Entry.of(root))}, list);
      }
      assertThat(replica.find(integration)).isEmpty();
      assertThat(replica.find(Samples.responses().member("r5"))).isEmpty();
      assertThat(replica.list(Samples.responses(), new PageRequest("", 10)).resources()).isEmpty();
      assertThat(backing.everything()).hasSizeGreaterThan(600);
      sweepAll(open);
      assertThat(backing.everything()).isEmpty();
    }
  }

  private static void create(Replica replica, Resource root) {
    replica.commit(
        new Transition<>(
            new Read.OfSize(root.id().collection()),
            Set.of(new Read.OfSize(root.id().collection())),
            snapshot -> new Decision.Commit<>(List.of(Write.create(root)), true)));
  }

  private static void sweepAll(Function<Vertx, RedisNodes> open) {
    try (EventLoop loop = new EventLoop()) {
      Sweeper sweeper =
          loop.make(vertx -> new Sweeper(ApiGatewayTypes.ALL, vertx, open.apply(vertx)));
      loop.call(() -> sweeper.sweepAll().map(true));
    }
  }

  /** More than a slice, at every depth. */
  private List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    writes.add(Write.create(new Resource(integration, 1, Map.of())));
    for (int i = 0; i < 40; i++) {
      writes.add(
          Write.create(
              new Resource(
                  api.children(ApiGatewayTypes.INTEGRATION).member("i" + i), 1, Map.of())));
      writes.add(
          Write.create(
              new Resource(
                  api.children(ApiGatewayTypes.ROUTE).member("o" + i),
                  1,
                  Map.of("routeKey", "k" + i, "target", "integrations/i" + i % 3))));
    }
    for (int i = 0; i < 300; i++) {
      writes.add(Write.create(Samples.response("r" + i, "/" + i + "/")));
    }
    return writes;
  }
}
