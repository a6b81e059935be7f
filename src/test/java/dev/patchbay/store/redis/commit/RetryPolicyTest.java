package dev.patchbay.store.redis.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.redis.commit.RetryPolicy.Action;
import dev.patchbay.store.redis.commit.RetryPolicy.History;
import dev.patchbay.store.redis.commit.RetryPolicy.Step;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of the steps after an attempt. An attempt takes 50 ms, and a commit may lose eight
 * races.
 */
final class RetryPolicyTest {

  private static final History FIRST = new History(false, 0, false);
  private static final History SHARED = new History(true, 0, false);

  private final RetryPolicy policy = new RetryPolicy(8, 50, bound -> bound - 1);

  private Action after(Outcome<?> outcome, History history, long millisLeft) {
    Step step = policy.next(outcome, history, millisLeft);
    assertThat(step.waitMillis()).isZero();
    return step.action();
  }

  private static Outcome<String> failed(RedisFault fault) {
    return Outcome.ofFailure(new RedisFailure(fault, "for the test"));
  }

  @Test
  void resultAndRefusalAreAnsweredHoweverLittleTimeIsLeft() {
    assertThat(after(new Outcome.Done<>("result", false), SHARED, 0)).isEqualTo(Action.ANSWER);
    assertThat(after(new Outcome.Refused<>(RedisFailure.tooLate()), SHARED, 900))
        .isEqualTo(Action.ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "50, ATTEMPT_ALONE",
    "49, ANSWER_TOO_LATE",
  })
  void commitThatCannotShareIsAttemptedAloneInTime(long millisLeft, Action action) {
    assertThat(after(new Outcome.NeedsOwnAttempt<>(false), SHARED, millisLeft)).isEqualTo(action);
    assertThat(after(new Outcome.NeedsOwnAttempt<>(true), FIRST, millisLeft)).isEqualTo(action);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 900, BACK_OFF, 4",
    "2, 900, BACK_OFF, 8",
    "6, 900, BACK_OFF, 128",
    "7, 900, BACK_OFF, 250",
    "8, 900, ANSWER_CONFLICT, 0",
    "7, 300, BACK_OFF, 250",
    "7, 299, ANSWER_CONFLICT, 0",
    "1, 54, BACK_OFF, 4",
    "1, 53, ANSWER_CONFLICT, 0",
  })
  void lostRaceIsRunAgainAfterALongerWaitEachTime(
      int lostRaces, long millisLeft, Action action, long waitMillis) {
    assertThat(
            policy.next(new Outcome.LostRace<>(), new History(true, lostRaces, false), millisLeft))
        .isEqualTo(new Step(action, waitMillis));
  }

  @Test
  void backOffIsBoundedWhateverTheNumberOfLostRaces() {
    RetryPolicy patient = new RetryPolicy(1_000, 50, bound -> bound - 1);
    assertThat(patient.next(new Outcome.LostRace<>(), new History(false, 999, false), 900))
        .isEqualTo(new Step(Action.BACK_OFF, 250));
  }

  @ParameterizedTest
  @EnumSource(
      value = RedisFault.class,
      names = {"NOT_SENT", "CONNECTION_LOST"})
  void lostConnectionIsReplacedOnce(RedisFault fault) {
    assertThat(after(failed(fault), FIRST, 50)).isEqualTo(Action.ATTEMPT_ALONE);
    assertThat(after(failed(fault), SHARED, 50)).isEqualTo(Action.ATTEMPT_ALONE);
    assertThat(after(failed(fault), FIRST, 49)).isEqualTo(Action.ANSWER);
    assertThat(after(failed(fault), new History(false, 0, true), 900)).isEqualTo(Action.ANSWER);
  }

  @ParameterizedTest
  @EnumSource(
      value = RedisFault.class,
      names = {"WRONG_TYPE", "REFUSED", "TOO_LATE", "OUT_OF_TIME"})
  void failureThatMayBeOfAnotherCommitIsTriedAlone(RedisFault fault) {
    assertThat(after(failed(fault), SHARED, 50)).isEqualTo(Action.ATTEMPT_ALONE);
    assertThat(after(failed(fault), SHARED, 49)).isEqualTo(Action.ANSWER);
    assertThat(after(failed(fault), FIRST, 900)).isEqualTo(Action.ANSWER);
  }

  @Test
  void unknownOutcomeIsVerifiedWhereThereIsProofAndNeverRepeated() {
    RedisFailure unknown = new RedisFailure(RedisFault.OUTCOME_UNKNOWN, "for the test");
    Outcome.Proof<String> proof = new Outcome.Proof<>("key", Buffer.buffer("record"), "result");
    for (History history : Set.of(FIRST, SHARED)) {
      assertThat(after(new Outcome.Failed<>(unknown, Optional.of(proof)), history, 0))
          .isEqualTo(Action.VERIFY);
      assertThat(after(new Outcome.Failed<String>(unknown, Optional.empty()), history, 900))
          .isEqualTo(Action.ANSWER);
    }
  }

  @Test
  void everyOtherFaultIsAnswered() {
    Set<RedisFault> repeated =
        EnumSet.of(
            RedisFault.NOT_SENT,
            RedisFault.CONNECTION_LOST,
            RedisFault.WRONG_TYPE,
            RedisFault.REFUSED,
            RedisFault.TOO_LATE,
            RedisFault.OUT_OF_TIME);
    for (RedisFault fault : EnumSet.complementOf(EnumSet.copyOf(repeated))) {
      assertThat(after(failed(fault), SHARED, 900)).as(fault.name()).isEqualTo(Action.ANSWER);
    }
  }
}
