package dev.patchbay.faults;

import static dev.patchbay.faults.FaultBench.STORED;
import static dev.patchbay.faults.FaultBench.answer;
import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.faults.FaultBench.Answer;
import dev.patchbay.model.Resource;
import dev.patchbay.store.Entry;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.connection.RedisFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break at every place of a transaction. */
final class LostReplyTest {

  private static final String UNKNOWN = "The outcome is unknown";

  static final String KEY =
      "patchbay:{apiapiapi1}:000000000000/apis/apiapiapi1/integrations/integr1/integrationresponses/a";

  private final FaultBench bench;

  LostReplyTest(@TempDir Path directory) {
    this.bench = new FaultBench(directory).filled();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aConnectionThatIsLostBeforeTheDecisionIsReplacedOnce() {
    bench.proxy.cutRepliesAfter(0);
    Replica observed = bench.ours.observed(decision -> {});
    Resource written = observed.commit(append(STORED.id(), "x,"));
    assertThat(written.revision()).isEqualTo(2);
    assertThat(observed.decisions()).isEqualTo(1);
    bench.proxy.cutRepliesAfter(0);
    bench.read().isSuccess();
    bench.assertThePoolIsWhole();
  }

  @Test
  void aConnectionThatIsLostTwiceIsNotReplacedAgain() {
    bench.proxy.refuse();
    Answer refused = bench.write();
    refused.isUnavailable("The store is not available");
    bench.proxy.heal();
    bench.printRow("cut before EXEC, twice", refused.time(), bench.recovery());
    assertThat(bench.ours.find(STORED.id()).orElseThrow().revision()).isEqualTo(2);
    bench.assertThePoolIsWhole();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 20, 60})
  void anExecWhoseReplyIsLostIsFoundByItsWriteId(int replyBytes) {
    Replica observed = bench.ours.observed(decision -> bench.proxy.cutRepliesAfter(replyBytes));
    Answer found = answer(() -> observed.commit(append(STORED.id(), "x,")));
    bench.proxy.heal();
    found.isSuccess();
    assertThat(observed.decisions()).isEqualTo(1);
    Resource stored = bench.ours.find(STORED.id()).orElseThrow();
    assertThat(stored.revision()).isEqualTo(2);
    assertThat(textOf(stored)).isEqualTo("x,");
    bench.printRow("reply of EXEC lost", found.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void theLostReplyOfAGroupIsFoundForEachOfItsMembers() {
    Replica observed =
        bench.ours.observed(
            decision -> {
              if (decision == 10) {
                bench.proxy.cutRepliesAfter(0);
              }
            });
    List<Resource> results =
        EventLoop.await(observed.commitEach(10, i -> append(STORED.id(), i + ",")));
    assertThat(results)
        .extracting(Resource::revision)
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    assertThat(observed.decisions()).isEqualTo(10);
    assertThat(textOf(bench.ours.find(STORED.id()).orElseThrow()))
        .isEqualTo("0,1,2,3,4,5,6,7,8,9,");
    bench.assertThePoolIsWhole();
  }

  @Test
  void aCreationWhoseReplyIsLostIsFoundAndNotDoubled() {
    Resource created = response("b", "/b/");
    Replica observed = bench.ours.observed(decision -> bench.proxy.cutRepliesAfter(0));
    answer(() -> observed.commit(store(Write.create(created)))).isSuccess();
    assertThat(bench.ours.find(created.id())).contains(created);
    assertThat(observed.decisions()).isEqualTo(1);
  }

  @Test
  void aDeletionWhoseReplyIsLostIsUnknown() {
    Replica observed = bench.ours.observed(decision -> bench.proxy.cutRepliesAfter(0));
    Answer unknown = answer(() -> observed.commit(store(new Write.Remove(Entry.of(STORED)))));
    unknown.isUnavailable(UNKNOWN);
    assertThat(bench.ours.find(STORED.id())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 40, 100})
  void aTransactionThatReachesRedisInPartChangesNothingAndIsUnknown(int requestBytes) {
    Map<String, Object> before = bench.everything();
    Replica observed = bench.ours.observed(decision -> bench.proxy.cutRequestsAfter(requestBytes));
    Answer unknown = answer(() -> observed.commit(append(STORED.id(), "x,")));
    unknown.isUnavailable(UNKNOWN);
    assertThat(observed.decisions()).isEqualTo(1);
    assertThat(bench.everything()).isEqualTo(before);
    assertThat(bench.counts.faults).containsExactly(Map.entry(RedisFault.OUTCOME_UNKNOWN, 1));
    bench.printRow("cut before EXEC arrived", unknown.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  /**
   * The test itself writes the key as another writer would, between EXEC and the verifying read.
   */
  @Test
  void aLostReplyOfAnOverwrittenChangeIsUnknown() {
    Replica observed = bench.ours.observed(decision -> bench.proxy.cutRepliesAfter(0));
    bench.proxy.afterNextCut(() -> bench.redis.command("SET", KEY, "3 1 other\n{}"));
    answer(() -> observed.commit(append(STORED.id(), "x,"))).isUnavailable(UNKNOWN);
    assertThat(bench.ours.find(STORED.id()).orElseThrow().revision()).isEqualTo(3);
  }

  @Test
  void aFreezeUnderTheTransactionIsUnknownInTime() {
    Replica observed = bench.ours.observed(decision -> bench.redis.freeze());
    Answer unknown = answer(() -> observed.commit(append(STORED.id(), "x,")));
    bench.redis.thaw();
    unknown.isUnavailable(UNKNOWN);
    bench.printRow("frozen under EXEC", unknown.time(), bench.recovery());
    assertThat(textOf(bench.ours.find(STORED.id()).orElseThrow())).matches("(x,)?w\\d+,");
    bench.assertThePoolIsWhole();
  }
}
