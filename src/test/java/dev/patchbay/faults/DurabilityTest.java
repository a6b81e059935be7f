package dev.patchbay.faults;

import static dev.patchbay.faults.FaultBench.STORED;
import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.faults.FaultBench.Answer;
import dev.patchbay.testkit.RedisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that wait for a replica: a primary, its replica, and the outcome of each change. */
final class DurabilityTest {

  private static final String UNKNOWN = "The outcome is unknown";

  private final FaultBench bench;
  private final RedisProcess replica;

  DurabilityTest(@TempDir Path directory) throws Exception {
    Path ofReplica = Files.createDirectory(directory.resolve("replica"));
    this.bench =
        new FaultBench(
            1,
            Files.createDirectory(directory.resolve("primary")),
            "--repl-diskless-sync-delay",
            "0");
    this.replica =
        RedisProcess.start(
            ofReplica, "--replicaof", "127.0.0.1 " + bench.redis.port(), "--repl-timeout", "2");
    awaitReplica();
    bench.filled();
  }

  @AfterEach
  void close() {
    replica.close();
    bench.close();
  }

  @Test
  void anAnsweredChangeIsOnTheReplica() {
    for (int i = 0; i < 20; i++) {
      bench.write().isSuccess();
      assertThat(replica.command("DUMP", key())).isEqualTo(bench.redis.command("DUMP", key()));
    }
  }

  @Test
  void aReplicaThatDoesNotConfirmMakesTheOutcomeUnknown() {
    replica.freeze();
    Answer unknown = bench.write();
    unknown.isUnavailable(UNKNOWN);
    bench.read().isSuccess();
    replica.thaw();
    bench.printRow("WAIT falls short", unknown.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aLostReplyIsNotVerifiedBecauseAReadDoesNotProveReplication() {
    var observed = bench.ours.observed(decision -> bench.proxy.cutRepliesAfter(0));
    FaultBench.answer(() -> observed.commit(dev.patchbay.store.Samples.append(STORED.id(), "x")))
        .isUnavailable(UNKNOWN);
  }

  @Test
  void aWriteToADemotedPrimaryIsRefusedAndWorksAfterItsPromotion() throws Exception {
    bench.redis.command("CONFIG", "SET", "min-replicas-to-write", "1");
    bench.redis.command("REPLICAOF", "127.0.0.1", "1");
    Map<String, Object> before = bench.everything();
    Answer refused = bench.write();
    refused.isUnavailable("The store takes no changes");
    assertThat(bench.everything()).isEqualTo(before);
    bench.redis.command("REPLICAOF", "NO", "ONE");
    awaitReplica();
    bench.printRow("READONLY, demoted", refused.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  private static String key() {
    return LostReplyTest.KEY;
  }

  private void awaitReplica() throws Exception {
    eventually(
        "the replica is online",
        () -> String.valueOf(bench.redis.command("INFO", "replication")).contains("state=online"));
  }
}
