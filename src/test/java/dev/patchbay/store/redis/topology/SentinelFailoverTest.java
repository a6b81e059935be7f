package dev.patchbay.store.redis.topology;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static dev.patchbay.store.Samples.withText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.faults.FaultTable;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.AcknowledgedWriter;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.RetryingCaller;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RedisSentinels;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Another master, with and without the death of the one before. {@code -Dfaults.failovers=10} makes
 * it long.
 */
@Timeout(300)
final class SentinelFailoverTest {

  private static final int FAILOVERS = Integer.getInteger("faults.failovers", 1);

  private static final RedisLimits LIMITS = new RedisLimits(250, 500, 2_000, 10);

  private static final RedisAccess OPEN =
      new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty());

  private static final int WRITTEN_BETWEEN = 50;

  /** A caller that waits a second after each refusal is served within two after a failover. */
  private static final int REFUSALS_MAX = 2;

  private static final int HELD_MILLIS_MAX = 20_000;

  private final RedisSentinels redis =
      RedisSentinels.start("--min-replicas-to-write", "1", "--min-replicas-max-lag", "2");

  private final TopologyChanges changes = new TopologyChanges();

  private final EventLoop loop = new EventLoop();

  private final RedisNodes nodes =
      loop.make(
          vertx ->
              new RedisTopology.Sentinels(redis.uris(), RedisSentinels.MASTER_NAME, OPEN, OPEN)
                  .open(vertx, 8, LIMITS, changes));

  private final Replica ours =
      new Replica(
          loop,
          loop.make(
              vertx ->
                  new RedisResourceStore(
                      ApiGatewayTypes.ALL, vertx, nodes, LIMITS, new Random(7))));

  /** A busy machine must not cause refusals. */
  private final Replica patient =
      RedisReplicas.replica(
          new RedisTopology.Sentinels(redis.uris(), RedisSentinels.MASTER_NAME, OPEN, OPEN),
          RedisReplicas.PATIENT,
          RedisMeter.NONE);

  private final Resource a = response("a", "/a/");

  /** Of the same slot, for a call that races with no writer. */
  private final Resource beside = response("b", "/b/");

  @BeforeEach
  void fill() {
    RedisNode.await("the first write", () -> isStored(a) && isStored(beside));
  }

  private boolean isStored(Resource resource) {
    try {
      ours.commit(store(Write.create(resource)));
      return true;
    } catch (ServiceException ignored) {
      return false;
    }
  }

  @AfterEach
  void close() {
    loop.close();
    patient.close();
    redis.close();
  }

  @Test
  void afterAKillOfTheMasterWritesAreBackAndNoneIsLost() throws InterruptedException {
    failOver("kill -9", RedisNode::kill);
  }

  @Test
  void afterAPlannedFailoverWritesAreBackAndNoneIsLost() throws InterruptedException {
    failOver("SENTINEL FAILOVER", master -> redis.failover());
  }

  private interface Failover {
    void of(RedisNode master);
  }

  private void failOver(String how, Failover failover) throws InterruptedException {
    AcknowledgedWriter writer = new AcknowledgedWriter(ours, a.id(), "w");
    Thread writing = writer.begin();
    for (int i = 0; i < FAILOVERS; i++) {
      awaitMoreOf(writer);
      assertThat(changes.count()).as("the first master is no change").hasValue(i);
      RedisNode before = redis.master();
      failover.of(before);
      redis.awaitSuccessorOf(before);
      assertThat(RetryingCaller.refusals(patient, beside.id(), "r" + i + ","))
          .as("refusals after the failover")
          .isLessThanOrEqualTo(REFUSALS_MAX);
      awaitMoreOf(writer);
      assertThat(changes.count()).hasValue(i + 1);
      assertThat(redis.master().port()).isNotEqualTo(before.port());
      if (i + 1 < FAILOVERS) {
        makeWhole(before);
      }
    }
    writer.end();
    writing.join();

    Resource stored = ours.find(a.id()).orElseThrow();
    List<String> lost = writer.missingIn(stored);
    FaultTable.line(
        FAILOVERS + " x " + how + ", Sentinels",
        writer.words(),
        lost.size(),
        Duration.ofMillis(writer.slowestMillis()),
        Duration.ofMillis(writer.gapMillisMax()));
    assertThat(lost).as("acknowledged and not stored").isEmpty();
    assertThat(redis.master().text("GET", RedisKeys.record(a.id()))).contains(textOf(stored));
    assertThat(redis.master().text("GET", RedisKeys.record(beside.id())))
        .contains("r" + (FAILOVERS - 1) + ",");
  }

  /** The next failover needs a replica to go to. */
  private void makeWhole(RedisNode before) throws InterruptedException {
    if (!before.isAlive()) {
      before.restart();
    }
    redis.awaitComplete();
  }

  private static void awaitMoreOf(AcknowledgedWriter writer) {
    int before = writer.words();
    RedisNode.await("writes", () -> writer.words() > before + WRITTEN_BETWEEN);
  }

  @Test
  void aConnectionThatIsHeldOverAFailoverIsClosed() {
    RedisNode before = redis.master();
    Promise<Void> proceed = Promise.promise();
    CompletableFuture<?> held =
        loop.submit(
            () ->
                nodes.onOwner(
                    "k",
                    Deadline.in(HELD_MILLIS_MAX, System::nanoTime),
                    lease ->
                        proceed
                            .future()
                            .compose(
                                switched ->
                                    lease.batch(
                                        List.of(Request.cmd(Command.SET).arg("k").arg("v"))))));
    redis.failover();
    redis.awaitSuccessorOf(before);
    RedisNode.await("a write on the new master", () -> isStored(response("c", "/c/")));
    proceed.complete();
    assertThatThrownBy(() -> EventLoop.await(held)).isInstanceOf(RedisFailure.class);
    assertThat(before.command("GET", "k")).isNull();
    assertThat(redis.master().command("GET", "k")).isNull();
  }

  /** As after a long pause of this process: the decision is made, the failover not yet heard of. */
  @Test
  void aTransactionThatStraddlesAFailoverDoesNotCommitOnTheFormerMaster() {
    RedisNode before = redis.master();
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                redis.failover();
                redis.awaitSuccessorOf(before);
              }
            });
    assertThatThrownBy(() -> observed.commit(append(a.id(), "straddles")))
        .isInstanceOf(ServiceException.class);
    assertThat(before.text("GET", RedisKeys.record(a.id()))).doesNotContain("straddles");
    RedisNode.await("a write on the new master", () -> isStored(withText(a, "next")));
    assertThat(textOf(ours.find(a.id()).orElseThrow())).isEqualTo("next");
  }
}
