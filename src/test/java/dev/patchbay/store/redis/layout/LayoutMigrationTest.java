package dev.patchbay.store.redis.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.backup.Export;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Layout1;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.redis.ClusterReplicas;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.topology.HashSlot;
import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisClusterExtension;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The migration of data that a release with layout 1 has written. */
@ExtendWith({RedisServerExtension.class, RedisClusterExtension.class})
final class LayoutMigrationTest {

  private static final RedisLimits LIMITS = RedisReplicas.PATIENT;

  private static final RedisAccess OPEN =
      new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty());

  /** Of which no key names a slot. */
  private static final Set<String> WITHOUT_KEY = Set.of("SELECT", "MULTI", "EXEC");

  private final RedisServer redis;
  private final List<EventLoop> loops = new ArrayList<>();

  LayoutMigrationTest(RedisServer redis) throws IOException {
    this.redis = redis;
    redis.flushAll();
    Layout1.commands().forEach(redis::command);
  }

  @AfterEach
  void close() {
    loops.forEach(EventLoop::close);
    redis.flushAll();
  }

  @Test
  void dataOfLayoutOneIsServedInTheOrderOfItsIdentifiers() throws IOException {
    check(standalone());
    assertThat(redis.command("GET", DataLayout.KEY)).isEqualTo("3");
    assertThat(exported(standaloneReplica())).isEqualTo(Layout1.asVersion2(Layout1.export()));
    Page apis = standaloneReplica().list(Samples.APIS, new PageRequest("", 500));
    assertThat(apis.resources()).hasSize(4).extracting(api -> api.id().value()).isSorted();
  }

  @Test
  void laterChangesAreStoredInLayoutTwo() {
    check(standalone());
    Replica replica = standaloneReplica();
    Resource api = replica.list(Samples.APIS, new PageRequest("", 1)).resources().get(0);
    Resource next =
        replica.commit(Samples.change(api.id(), each -> each.next(Map.copyOf(each.members()))));
    assertThat(next.revision()).isEqualTo(api.revision() + 1);
    assertThat(String.valueOf(redis.command("GET", RedisKeys.record(api.id()))))
        .matches("(?s)" + next.revision() + " [^ \n]+\n.*");
  }

  @Test
  void severalReplicasMayMigrateAtOnce() throws IOException {
    addManyEntries();
    List<CompletableFuture<Boolean>> checks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      EventLoop loop = loop();
      RedisNodes nodes = loop.make(this::nodes);
      checks.add(loop.submit(() -> DataLayout.check(nodes).map(true)));
    }
    checks.forEach(EventLoop::await);
    assertMigrated();
  }

  @Test
  void aMigrationThatIsBrokenOffGoesOn() throws IOException {
    addManyEntries();
    int attempts = 0;
    boolean done = false;
    while (!done) {
      EventLoop loop = loop();
      int steps = 4 + 3 * attempts;
      RedisNodes failing = loop.make(vertx -> new FailingNodes(nodes(vertx), steps));
      done = loop.call(() -> DataLayout.check(failing).map(true).otherwise(false));
      attempts++;
      if (!done) {
        assertThat(redis.command("GET", DataLayout.KEY)).isEqualTo("1>2");
      }
      assertThat(attempts).isLessThan(100);
    }
    assertThat(attempts).isGreaterThan(3);
    assertMigrated();
  }

  @Test
  void aClusterIsMigratedToo(RedisCluster cluster) throws IOException {
    cluster.masters().forEach(master -> master.command("FLUSHALL"));
    for (String[] command : Layout1.commands()) {
      if (!WITHOUT_KEY.contains(command[0].toUpperCase(Locale.ROOT))) {
        cluster.owner(HashSlot.of(command[1])).command(command);
      }
    }
    check(
        vertx ->
            new RedisTopology.Cluster(cluster.uris(), OPEN)
                .open(vertx, 1, LIMITS, RedisMeter.NONE));
    try (Replica replica = ClusterReplicas.replica(cluster.uris(), LIMITS)) {
      assertThat(exported(replica)).isEqualTo(Layout1.asVersion2(Layout1.export()));
    }
  }

  @Test
  void keysThatAreNoCollectionsAndValuesThatAreNoEntriesStay() {
    redis.command("SET", "patchbay:{x}:000000000000/apis/x/routes#order", "foreign");
    String order = "patchbay:{y}:000000000000/apis/y/routes#order";
    redis.command("ZADD", order, "7", "nonsense");
    check(standalone());
    assertThat(redis.command("GET", DataLayout.KEY)).isEqualTo("3");
    assertThat(redis.command("ZRANGE", order, "0", "-1", "WITHSCORES"))
        .isEqualTo(List.of("nonsense", "0"));
  }

  // -- shared by the tests above

  private static String order() {
    return RedisKeys.order(Samples.responses());
  }

  /** Several steps' worth. */
  private void addManyEntries() {
    List<String> command = new ArrayList<>(List.of("ZADD", order()));
    for (int i = 1; i <= 900; i++) {
      command.add(String.valueOf(i));
      command.add("%d r%04d integrationResponseKey=3:/ /".formatted(i, 1_000 - i));
    }
    redis.command(command.toArray(String[]::new));
  }

  private void assertMigrated() throws IOException {
    assertThat(redis.command("GET", DataLayout.KEY)).isEqualTo("3");
    assertThat(redis.command("ZCOUNT", order(), "(0", "+inf")).isEqualTo(0L);
    List<?> entries = RedisReplicas.list(redis.command("ZRANGE", order(), "0", "-1"));
    assertThat(entries).hasSize(900);
    assertThat(entries.get(0)).isEqualTo("r0100 integrationResponseKey=3:/ /");
    assertThat(exported(standaloneReplica())).isEqualTo(Layout1.asVersion2(Layout1.export()));
  }

  private static String exported(Replica replica) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    assertThat(
            new Export(ApiGatewayTypes.ALL, replica::commit, output, line -> {})
                .run(List.of(Samples.ACCOUNT)))
        .isTrue();
    return output.toString(UTF_8);
  }

  private Replica standaloneReplica() {
    EventLoop loop = loop();
    URI uri = redis.uri();
    return new Replica(loop, loop.make(vertx -> RedisReplicas.store(vertx, uri, 4, LIMITS)));
  }

  private Function<Vertx, RedisNodes> standalone() {
    return this::nodes;
  }

  private RedisNodes nodes(Vertx vertx) {
    return new RedisTopology.Standalone(redis.uri()).open(vertx, 1, LIMITS, RedisMeter.NONE);
  }

  private void check(Function<Vertx, RedisNodes> open) {
    EventLoop loop = loop();
    RedisNodes nodes = loop.make(open);
    loop.call(() -> DataLayout.check(nodes).map(true));
  }

  private EventLoop loop() {
    EventLoop loop = new EventLoop();
    loops.add(loop);
    return loop;
  }

  /** Is cut off after some steps, as a process is that is killed. */
  private static final class FailingNodes extends RedisNodes {

    private final RedisNodes nodes;
    private int stepsLeft;

    private FailingNodes(RedisNodes nodes, int stepsLeft) {
      super(LIMITS, System::nanoTime);
      this.nodes = nodes;
      this.stepsLeft = stepsLeft;
    }

    @Override
    public <T> Future<T> onOwner(String key, Deadline deadline, Function<Lease, Future<T>> work) {
      stepsLeft--;
      return stepsLeft < 0
          ? Future.failedFuture(new RedisFailure(RedisFault.NO_CONNECTION, "cut off"))
          : nodes.onOwner(key, deadline, work);
    }

    @Override
    public boolean isSplit() {
      return nodes.isSplit();
    }

    @Override
    public int slot(String key) {
      return nodes.slot(key);
    }

    @Override
    public Object node(int slot) {
      return nodes.node(slot);
    }

    @Override
    public int batchesMax() {
      return nodes.batchesMax();
    }

    @Override
    public Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
      return nodes.send(key, commands, deadline);
    }

    @Override
    public Future<List<Response>> sendEach(Command command, List<String> keys, Deadline deadline) {
      return nodes.sendEach(command, keys, deadline);
    }

    @Override
    public Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
      return nodes.getAll(keys, deadline);
    }

    @Override
    public Future<List<RedisConnections>> masters() {
      return nodes.masters();
    }

    @Override
    public void close() {
      nodes.close();
    }
  }
}
