package dev.patchbay.store.redis.topology;

import static dev.patchbay.store.Samples.APIS;
import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.faults.FaultTable;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.AcknowledgedWriter;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.RetryingCaller;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.DataLayout;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A Cluster whose masters have two replicas each, in strict: the outcomes of changes during a
 * failover. {@code -Dfaults.failovers=10} makes it long.
 */
@Timeout(300)
final class ClusterFailoverTest {

  private static final int FAILOVERS = Integer.getInteger("faults.failovers", 1);
  private static final int REPLICAS = 2;

  private static final RedisLimits LIMITS = new RedisLimits(250, 500, 700, 10);

  private static final int WRITTEN_BETWEEN = 50;

  /** A caller that waits a second after each refusal is served within two after a failover. */
  private static final int REFUSALS_MAX = 2;

  @SuppressWarnings("NullAway.Init") // Made by start, before all tests.
  private static RedisCluster cluster;

  private final RedisTopology topology =
      new RedisTopology.Cluster(
          cluster.uris(),
          new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty()));

  private final Replica ours = RedisReplicas.replica(topology, LIMITS, RedisMeter.NONE, 1);

  /**
   * A busy machine must not cause refusals, so it does not wait for replicas either, which have 200
   * ms.
   */
  private final Replica patient =
      RedisReplicas.replica(topology, RedisReplicas.PATIENT, RedisMeter.NONE, 0);

  private final Resource a = response("a", "/a/");

  /** Of the same slot, for a call that races with no writer. */
  private final Resource beside = response("b", "/b/");

  private final int slot = HashSlot.of(RedisKeys.record(a.id()));
  private final Resource elsewhere = inAnotherShard();

  @BeforeAll
  static void start() {
    cluster =
        RedisCluster.startReplicated(
            REPLICAS,
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--min-replicas-to-write",
            "1",
            "--min-replicas-max-lag",
            "10",
            // A busy machine may not run a server for a second, which is no failure of it.
            "--cluster-node-timeout",
            "2500",
            "--cluster-replica-validity-factor",
            "0");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void fill() {
    RedisNode.await(
        "the first write", () -> isStored(a) && isStored(beside) && isStored(elsewhere));
  }

  @AfterEach
  void close() {
    ours.close();
    patient.close();
    cluster.makeWhole();
  }

  @Test
  void afterAKillOfAMasterWritesAreBackAndNoneIsLost() throws InterruptedException {
    failOver("kill -9 of a master of a Cluster", this::killWhileAnotherShardIsWritten);
  }

  @Test
  void afterAPlannedFailoverWritesAreBackAndNoneIsLost() throws InterruptedException {
    failOver("CLUSTER FAILOVER", (master, another) -> cluster.failOver(slot));
  }

  private interface Failover {
    void of(RedisNode master, AcknowledgedWriter another);
  }

  /** No replica takes over before the other shard was written to without this master. */
  private void killWhileAnotherShardIsWritten(RedisNode master, AcknowledgedWriter another) {
    List<RedisNode> replicas = cluster.replicasOf(slot);
    replicas.forEach(replica -> mayTakeOver(replica, false));
    master.kill();
    awaitMoreOf(another);
    assertThat(cluster.owner(slot)).isEqualTo(master);
    replicas.forEach(replica -> mayTakeOver(replica, true));
  }

  private static void mayTakeOver(RedisNode replica, boolean may) {
    replica.command("CONFIG", "SET", "cluster-replica-no-failover", may ? "no" : "yes");
  }

  private void failOver(String how, Failover failover) throws InterruptedException {
    AcknowledgedWriter writer = new AcknowledgedWriter(ours, a.id(), "w");
    AcknowledgedWriter untouched = new AcknowledgedWriter(patient, elsewhere.id(), "e");
    List<Thread> writing = List.of(writer.begin(), untouched.begin());
    for (int i = 0; i < FAILOVERS; i++) {
      awaitMoreOf(writer);
      RedisNode before = cluster.owner(slot);
      failover.of(before, untouched);
      cluster.awaitSuccessorOf(before, slot);
      assertThat(RetryingCaller.refusals(patient, beside.id(), "r" + i + ","))
          .as("refusals after the failover")
          .isLessThanOrEqualTo(REFUSALS_MAX);
      awaitMoreOf(writer);
      if (!before.isAlive()) {
        before.restart();
      }
      cluster.awaitReplicas(REPLICAS);
    }
    writer.end();
    untouched.end();
    for (Thread thread : writing) {
      thread.join();
    }
    List<String> lost = writer.missingIn(ours.find(a.id()).orElseThrow());
    FaultTable.line(
        FAILOVERS + " x " + how + ", strict",
        writer.words(),
        lost.size(),
        Duration.ofMillis(writer.slowestMillis()),
        Duration.ofMillis(writer.gapMillisMax()));
    FaultTable.line(
        "the same, seen by another shard",
        untouched.words(),
        untouched.missingIn(ours.find(elsewhere.id()).orElseThrow()).size(),
        Duration.ofMillis(untouched.slowestMillis()),
        Duration.ofMillis(untouched.gapMillisMax()));
    assertThat(lost).as("acknowledged and not stored").isEmpty();
    assertThat(untouched.missingIn(ours.find(elsewhere.id()).orElseThrow())).isEmpty();
    assertThat(untouched.refusals()).as("of the other shard").isEmpty();
    assertThat(cluster.owner(slot).text("GET", RedisKeys.record(a.id())))
        .contains(writer.acknowledged().get(writer.words() - 1));
    assertThat(cluster.owner(slot).text("GET", RedisKeys.record(beside.id())))
        .contains("r" + (FAILOVERS - 1) + ",");
  }

  private static void awaitMoreOf(AcknowledgedWriter writer) {
    int before = writer.words();
    RedisNode.await("writes", () -> writer.words() > before + WRITTEN_BETWEEN);
  }

  @Test
  void anAnsweredChangeIsOnAReplicaOfItsShardAndAShortfallIsUnknown() {
    List<RedisNode> replicas = cluster.replicasOf(slot);
    assertThat(replicas).hasSize(REPLICAS);
    for (int i = 0; i < 20; i++) {
      String word = "n" + i;
      ours.commit(append(a.id(), word));
      assertThat(replicas)
          .anyMatch(replica -> textOn(replica, RedisKeys.record(a.id())).contains(word));
    }
    replicas.forEach(RedisNode::freeze);
    try {
      assertThatThrownBy(() -> ours.commit(append(a.id(), "x")))
          .isInstanceOf(ServiceException.class)
          .hasMessageStartingWith("The outcome is unknown");
      ours.commit(append(elsewhere.id(), "x"));
    } finally {
      replicas.forEach(RedisNode::thaw);
    }
    RedisNode.await("writes", () -> isStored(a));
  }

  /** Reads from a replica itself, which would redirect a reader to its master. */
  private static String textOn(RedisNode replica, String key) {
    return String.valueOf(replica.commands(List.of("READONLY"), List.of("GET", key)));
  }

  /** The list of APIs is in one shard and each API in its own: both transactions wait. */
  @Test
  void apisAreCreatedListedAndDeletedInStrict() {
    List<ResourceId> created =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    ours.loop()
                        .call(
                            () ->
                                ours.service()
                                    .create(
                                        Call.ofTheService(),
                                        APIS,
                                        Map.of(
                                            "name", "chat",
                                            "protocolType", "WEBSOCKET",
                                            "routeSelectionExpression", "$request.body.action")))
                        .id())
            .sorted(Comparator.comparing(ResourceId::value))
            .toList();
    assertThat(ours.list(APIS, new PageRequest("", 100)).resources())
        .extracting(Resource::id)
        .isEqualTo(created);
    ours.loop()
        .call(
            () ->
                ours.service()
                    .delete(Call.ofTheService(), created.get(0), Precondition.NONE)
                    .map(true));
    assertThat(ours.list(APIS, new PageRequest("", 100)).resources()).hasSize(11);
  }

  @Test
  void replicasMakeItStrictAndTheSuccessorOfAMasterIsCheckedAsWell() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      RedisMonitor monitor =
          new RedisMonitor(
              ApiGatewayTypes.ALL,
              loop -> topology.open(loop, 1, LIMITS, RedisMeter.NONE),
              Optional.empty(),
              RedisMeter.NONE,
              50);
      vertx.deployVerticle(monitor).await(60, TimeUnit.SECONDS);
      RedisNode.await("it has asked", monitor::isReady);
      assertThat(monitor.replicasToAwait()).isEqualTo(1);
      int unused = HashSlot.COUNT - 1; // By the reads and writes of the monitor itself.
      RedisNode before = cluster.owner(unused);
      assertThat(before).isNotEqualTo(cluster.owner(HashSlot.of(DataLayout.KEY)));
      before.kill();
      cluster.awaitSuccessorOf(before, unused);
      RedisNode successor = cluster.owner(unused);
      assertThat(monitor.isReady()).isTrue();
      successor.command("CONFIG", "SET", "appendfsync", "everysec");
      RedisNode.await("it has seen the successor", () -> !monitor.isReady());
      successor.command("CONFIG", "SET", "appendfsync", "always");
      RedisNode.await("all is well", monitor::isReady);
    } finally {
      vertx.close().await();
    }
  }

  private boolean isStored(Resource resource) {
    try {
      return ours.commit(store(Write.create(resource)));
    } catch (ServiceException ignored) {
      return false;
    }
  }

  private Resource inAnotherShard() {
    RedisNode owner = cluster.owner(slot);
    return IntStream.range(0, 100)
        .mapToObj(
            i ->
                new ResourceId(
                    Samples.ACCOUNT,
                    ApiGatewayTypes.INTEGRATION_RESPONSE,
                    List.of("api" + i, "i", "e")))
        .filter(id -> !cluster.owner(HashSlot.of(RedisKeys.record(id))).equals(owner))
        .map(id -> new Resource(id, 1, Map.of("integrationResponseKey", "/e/")))
        .findFirst()
        .orElseThrow();
  }
}
