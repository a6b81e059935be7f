package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.change;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.call.TransactionTally;
import dev.patchbay.model.Resource;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tally of a request equals the cost of its transitions. */
@ExtendWith(RedisServerExtension.class)
final class TransactionTallyTest {

  private static final int ATTEMPTS_MAX = RedisReplicas.PATIENT.lostRacesMax();

  private final Resource stored = response("a", "/a/");
  private final List<TransactionTally> tallies = new ArrayList<>();
  private final Call call = Call.ofTheService().observedBy(tallies::add);
  private final RedisServer redis;
  private final Replica ours;
  private final Replica rival;

  TransactionTallyTest(RedisServer redis) {
    this.redis = redis;
    this.ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
    this.rival = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(stored)));
  }

  @AfterEach
  void close() {
    ours.close();
    rival.close();
  }

  private <R> Transition<R> counted(Transition<R> transition) {
    return transition.onBehalfOf(call);
  }

  /** It is reported once. */
  private TransactionTally tally() {
    assertThat(tallies).hasSize(1);
    return tallies.get(0);
  }

  private void assertTallies(int attempts, int lostRaces, int roundTrips) {
    assertThat(List.of(tally().attempts(), tally().lostRaces(), tally().roundTrips()))
        .containsExactly(attempts, lostRaces, roundTrips);
  }

  @Test
  void aChangeIsOneAttemptAndTwoRoundTrips() {
    ours.commit(counted(append(stored.id(), "x")));
    assertTallies(1, 0, 2);
    assertThat(tally().unchanged()).isFalse();
    assertThat(tally().exhausted()).isFalse();
  }

  @Test
  void aChangeWithoutEffectIsOneRoundTrip() {
    Transition<Resource> reading = change(stored.id(), resource -> resource);
    ours.commit(
        counted(
            new Transition<>(
                reading.subject(),
                reading.reads(),
                snapshot ->
                    new Decision.Commit<>(
                        List.of(), snapshot.resource(stored.id()).orElseThrow()))));
    assertTallies(1, 0, 1);
    assertThat(tally().unchanged()).isTrue();
  }

  @Test
  void aLostRaceIsCountedAndNotTheEnd() {
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                rival.commit(append(stored.id(), "r"));
              }
            });
    observed.commit(counted(append(stored.id(), "x")));
    assertTallies(2, 1, 4);
    assertThat(tally().exhausted()).isFalse();
  }

  @Test
  void transactionThatLosesEveryRaceIsExhausted() {
    Replica observed = ours.observed(decision -> rival.commit(append(stored.id(), "r")));
    assertThatThrownBy(() -> observed.commit(counted(append(stored.id(), "x"))))
        .hasMessageContaining("concurrent modification");
    assertTallies(ATTEMPTS_MAX, ATTEMPTS_MAX, 2 * ATTEMPTS_MAX);
    assertThat(tally().exhausted()).isTrue();
  }
}
