package dev.patchbay.store.redis.commit;

import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import java.util.function.LongUnaryOperator;

/**
 * Chooses the next step of a commit after the outcome of an attempt. It is a pure function.
 *
 * <ul>
 *   <li>After a lost race another attempt follows, alone and after a random wait that grows; after
 *       too many of them, or without the time for one, the answer is CONFLICT.
 *   <li>A commit that cannot be decided beside others is attempted alone.
 *   <li>A failure that another commit of the batch may have caused is followed by an attempt alone.
 *   <li>A connection that is lost before EXEC was sent has changed nothing: one more attempt.
 *   <li>Where EXEC was sent and not answered nothing is attempted again. If the commit stores a
 *       record, the record is read: one with the write id of the commit proves that it was stored.
 *       Else, and where no record is proof, as of a deletion and of a commit that waits for
 *       replicas, the answer is OUTCOME_UNKNOWN.
 *   <li>Every other outcome is the answer.
 * </ul>
 *
 * @param lostRacesMax how many lost races a commit takes
 * @param attemptMillisMin no attempt is begun with less time left
 * @param jitter draws a number of milliseconds below the given one
 */
record RetryPolicy(int lostRacesMax, long attemptMillisMin, LongUnaryOperator jitter) {

  /** About one commit's time, so that the loser of a race tries again when the winner is done. */
  private static final long BACKOFF_MILLIS = 4;

  /** Beyond this, waiting longer does not make winning likelier. */
  private static final long BACKOFF_MILLIS_MAX = 250;

  /** The next step. */
  enum Action {
    /** Answers the caller with the result, or the failure, of the outcome. */
    ANSWER,
    /** Answers the caller that too little time is left. */
    ANSWER_TOO_LATE,
    /**
     * Answers the caller with CONFLICT, for other clients kept changing the keys that it had read.
     */
    ANSWER_CONFLICT,
    /** Makes an attempt of this commit alone, at once. */
    ATTEMPT_ALONE,
    /** Makes an attempt of this commit alone, after a wait. */
    BACK_OFF,
    /** Looks for the proof of an unknown outcome. */
    VERIFY
  }

  /** An action, and the time that passes before it. */
  record Step(Action action, long waitMillis) {}

  /**
   * The earlier attempts of a commit.
   *
   * @param shared whether the attempt was of several commits
   * @param lostRaces the number of attempts, this one included, that lost a race
   * @param lostConnection whether an attempt before this one lost its connection
   */
  record History(boolean shared, int lostRaces, boolean lostConnection) {}

  static RetryPolicy of(RedisLimits limits, LongUnaryOperator jitter) {
    return new RetryPolicy(limits.lostRacesMax(), limits.attemptMillisMin(), jitter);
  }

  /**
   * The next step.
   *
   * @param millisLeft the time until the commit's own deadline
   */
  Step next(Outcome<?> outcome, History history, long millisLeft) {
    if (outcome instanceof Outcome.LostRace) {
      return afterLostRace(history.lostRaces(), millisLeft);
    }
    Action action = Action.ANSWER;
    if (outcome instanceof Outcome.NeedsOwnAttempt) {
      action = inTime(Action.ATTEMPT_ALONE, Action.ANSWER_TOO_LATE, millisLeft);
    } else if (outcome instanceof Outcome.Failed<?> failed) {
      action = afterFailure(failed, history, millisLeft);
    }
    return new Step(action, 0);
  }

  /** Out of attempts or out of time, nothing was stored and Redis is well: it is a conflict. */
  private Step afterLostRace(int lostRaces, long millisLeft) {
    long backoffMillis = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << Math.min(lostRaces - 1, 8));
    long waitMillis = 1 + jitter.applyAsLong(backoffMillis);
    return lostRaces >= lostRacesMax || millisLeft < waitMillis + attemptMillisMin
        ? new Step(Action.ANSWER_CONFLICT, 0)
        : new Step(Action.BACK_OFF, waitMillis);
  }

  private Action afterFailure(Outcome.Failed<?> failed, History history, long millisLeft) {
    RedisFault fault = failed.failure().fault();
    if (fault == RedisFault.OUTCOME_UNKNOWN) {
      return failed.proof().isPresent() ? Action.VERIFY : Action.ANSWER;
    }
    // Redis may have refused another commit of the batch, or the deadline may be that of another.
    boolean perhapsOfAnother =
        history.shared()
            && (fault.isOwnTime() || fault == RedisFault.WRONG_TYPE || fault == RedisFault.REFUSED);
    boolean again = perhapsOfAnother || (fault.isLostConnection() && !history.lostConnection());
    return again ? inTime(Action.ATTEMPT_ALONE, Action.ANSWER, millisLeft) : Action.ANSWER;
  }

  private Action inTime(Action attempt, Action otherwise, long millisLeft) {
    return millisLeft >= attemptMillisMin ? attempt : otherwise;
  }
}
