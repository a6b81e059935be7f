package dev.patchbay.store.redis.topology;

import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.faults.FaultTable;
import dev.patchbay.faults.PartitionedSentinels;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.AcknowledgedWriter;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.RetryingCaller;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A master that is parted from its replicas and the Sentinels while they name another one, under a
 * writer that is on its side, sees both sides, or has lost it. {@code -Dfaults.partitions=10} makes
 * it long.
 */
@Timeout(600)
final class PartitionTest {

  private static final int PARTITIONS = Integer.getInteger("faults.partitions", 1);

  private static final RedisLimits LIMITS = new RedisLimits(250, 500, 700, 10);

  private static final RedisAccess OPEN =
      new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty());

  private static final String[] STRICT = {
    "--appendonly", "yes",
    "--appendfsync", "always",
    "--min-replicas-to-write", "1",
    "--min-replicas-max-lag", "2"
  };

  /**
   * A caller that waits a second after each refusal is served within so many. Some are due to the
   * limits of a real service, which a busy machine may not keep.
   */
  private static final int REFUSALS_MAX = 5;

  private static final int WRITTEN_BETWEEN = 50;
  private static final int ANSWERED_BETWEEN = 2;

  /** The processes that can reach each other. */
  enum Partition {
    MASTER_AND_PATCHBAY_FROM_THE_REST("master and Patchbay from replicas and Sentinels") {
      @Override
      void begin(PartitionedSentinels redis) {
        redis.partSentinelsFromClients();
        redis.partMasterFromPeers();
      }
    },
    MASTER_FROM_ITS_PEERS("master from replicas and Sentinels, Patchbay sees both") {
      @Override
      void begin(PartitionedSentinels redis) {
        redis.partMasterFromPeers();
      }
    },
    MASTER_FROM_ALL("master from Patchbay, replicas and Sentinels") {
      @Override
      void begin(PartitionedSentinels redis) {
        redis.partMasterFromAll();
      }
    };

    private final String sides;

    Partition(String sides) {
      this.sides = sides;
    }

    abstract void begin(PartitionedSentinels redis);
  }

  private final Resource a = response("a", "/a/");

  @BeforeEach
  void needsTwoAddresses() {
    assumeTrue(PartitionedSentinels.isPossible(), "there is one address of loopback alone");
  }

  @Test
  void strictLosesNothingThatWasAnsweredBesideAMasterThatIsCutOff() throws InterruptedException {
    assertStrictLosesNothing(Partition.MASTER_AND_PATCHBAY_FROM_THE_REST);
  }

  /** Each of them takes twenty seconds. */
  @Tag("faults")
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MASTER_AND_PATCHBAY_FROM_THE_REST")
  void strictLosesNothingThatWasAnswered(Partition partition) throws InterruptedException {
    assertStrictLosesNothing(partition);
  }

  private void assertStrictLosesNothing(Partition partition) throws InterruptedException {
    try (PartitionedSentinels redis = PartitionedSentinels.start(STRICT);
        Replica ours = replica(redis, 1)) {
      AcknowledgedWriter writer = new AcknowledgedWriter(ours, a.id(), "w");
      RedisNode.await("the first write", () -> isStored(ours));
      Thread writing = writer.begin();
      Duration recovery = Duration.ZERO;
      for (int i = 0; i < PARTITIONS; i++) {
        awaitMoreOf(writer);
        Duration one = part(redis, partition, writer, ours, a.id());
        recovery = one.compareTo(recovery) > 0 ? one : recovery;
        redis.awaitReplicas();
      }
      writer.end();
      writing.join();
      List<String> lost = writer.missingIn(ours.find(a.id()).orElseThrow());
      FaultTable.line(
          PARTITIONS + " x partition: " + partition.sides + ", strict",
          writer.words(),
          lost.size(),
          Duration.ofMillis(writer.slowestMillis()),
          recovery);
      assertThat(lost).as("acknowledged and not stored").isEmpty();
      assertThat(redis.master().text("GET", RedisKeys.record(a.id())))
          .contains(writer.acknowledged().get(writer.words() - 1));
      assertThat(writer.refused()).isPositive();
    }
  }

  /**
   * Parts them until there is another master, and for a while, then heals.
   *
   * @return until the next answered write, from when one was possible: from the begin where the
   *     writer can reach the successor, else from the end
   */
  private static Duration part(
      PartitionedSentinels redis,
      Partition partition,
      AcknowledgedWriter writer,
      Replica ours,
      ResourceId id) {
    boolean cutOff = partition == Partition.MASTER_AND_PATCHBAY_FROM_THE_REST;
    int before = redis.masterPort();
    RedisNode old = redis.master();
    long begun = System.nanoTime();
    partition.begin(redis);
    redis.awaitSuccessorOf(before);
    if (!cutOff) {
      int words = writer.words();
      RedisNode.await("a write while they are parted", () -> writer.words() > words);
    }
    Duration back = Duration.ofNanos(System.nanoTime() - begun);
    // Both sides of the lag that the old master allows are seen by the writer.
    RedisNode.await("the old master misses its replicas", () -> hasNoReplica(old));
    int answers = writer.words() + writer.refused();
    RedisNode.await(
        "answers beside it", () -> writer.words() + writer.refused() > answers + ANSWERED_BETWEEN);
    int words = writer.words();
    long healed = System.nanoTime();
    redis.heal();
    assertThat(RetryingCaller.refusals(ours, id, "r,"))
        .as("refusals after the partition")
        .isLessThanOrEqualTo(REFUSALS_MAX);
    RedisNode.await("writes are back", () -> writer.words() > words);
    return cutOff ? Duration.ofNanos(System.nanoTime() - healed) : back;
  }

  /** As far as it knows; where it wants none it does not say how many it has. */
  private static boolean hasNoReplica(RedisNode master) {
    String info = master.text("INFO", "replication");
    return info.contains("min_slaves_good_slaves:0") || info.contains("connected_slaves:0");
  }

  /** The proof that the partition is one: without the two promises of strict it loses much. */
  @Tag("faults")
  @Test
  void standardLosesAnswersFromTheSideOfTheOldMaster() throws InterruptedException {
    Partition partition = Partition.MASTER_AND_PATCHBAY_FROM_THE_REST;
    try (PartitionedSentinels redis =
            PartitionedSentinels.start("--appendonly", "yes", "--appendfsync", "always");
        Replica ours = replica(redis, 0)) {
      AcknowledgedWriter writer = new AcknowledgedWriter(ours, a.id(), "w");
      RedisNode.await("the first write", () -> isStored(ours));
      Thread writing = writer.begin();
      awaitMoreOf(writer);
      Duration recovery = part(redis, partition, writer, ours, a.id());
      redis.awaitReplicas();
      writer.end();
      writing.join();
      List<String> lost = writer.missingIn(ours.find(a.id()).orElseThrow());
      FaultTable.line(
          "1 x partition: " + partition.sides + ", standard",
          writer.words(),
          lost.size(),
          Duration.ofMillis(writer.slowestMillis()),
          recovery);
      assertThat(lost).isNotEmpty();
    }
  }

  private static void awaitMoreOf(AcknowledgedWriter writer) {
    int before = writer.words();
    RedisNode.await("writes", () -> writer.words() > before + WRITTEN_BETWEEN);
  }

  private boolean isStored(Replica ours) {
    try {
      return ours.commit(store(Write.create(a)));
    } catch (ServiceException ignored) {
      return false;
    }
  }

  private static Replica replica(PartitionedSentinels redis, int replicasToAwait) {
    return RedisReplicas.replica(
        new RedisTopology.Sentinels(redis.uris(), PartitionedSentinels.MASTER_NAME, OPEN, OPEN),
        LIMITS,
        RedisMeter.NONE,
        replicasToAwait);
  }
}
