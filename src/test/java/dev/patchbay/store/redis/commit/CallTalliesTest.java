package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.change;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.model.Resource;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a request's transitions are said to have cost is what they did cost. */
@ExtendWith(RedisServerExtension.class)
final class CallTalliesTest {

  private static final int ATTEMPTS_MAX = RedisReplicas.PATIENT.attemptsMax();

  private final Resource stored = response("a", "/a/");
  private final Call call = Call.ofTheService();
  private final RedisServer redis;
  private final Replica ours;
  private final Replica rival;

  CallTalliesTest(RedisServer redis) {
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
    return new Transition<>(call, transition.subject(), transition.reads(), transition.decision());
  }

  private void assertTallies(int attempts, int lostRaces, int roundTrips) {
    assertThat(List.of(call.attempts(), call.lostRaces(), call.roundTrips()))
        .containsExactly(attempts, lostRaces, roundTrips);
  }

  @Test
  void aChangeIsOneAttemptAndTwoRoundTrips() {
    ours.commit(counted(append(stored.id(), "x")));
    assertTallies(1, 0, 2);
    assertThat(call.isUnchanged()).isFalse();
    assertThat(call.isExhausted()).isFalse();
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
    assertThat(call.isUnchanged()).isTrue();
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
    assertThat(call.isExhausted()).isFalse();
  }

  @Test
  void whoLosesEveryRaceHasGivenUp() {
    Replica observed = ours.observed(decision -> rival.commit(append(stored.id(), "r")));
    assertThatThrownBy(() -> observed.commit(counted(append(stored.id(), "x"))))
        .hasMessageContaining("concurrent modification");
    assertTallies(ATTEMPTS_MAX, ATTEMPTS_MAX, 2 * ATTEMPTS_MAX);
    assertThat(call.isExhausted()).isTrue();
  }
}
