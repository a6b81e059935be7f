package dev.patchbay.store.redis.commit;

import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The outcome of one commit in one attempt.
 *
 * @param <R> the type of the transition's result
 */
sealed interface Outcome<R> {

  /**
   * The transition has its result.
   *
   * @param unchanged whether it had nothing to write
   */
  record Done<R>(R result, boolean unchanged) implements Outcome<R> {}

  /** It failed for a reason of its own, and another attempt would fail as well. */
  record Refused<R>(Throwable cause) implements Outcome<R> {}

  /** Another client changed a key that it had read before EXEC, so that nothing was stored. */
  record LostRace<R>() implements Outcome<R> {}

  /**
   * It cannot be decided beside others; nothing of it was stored.
   *
   * @param inTwoSlots because its keys lie in two slots of a Cluster
   */
  record NeedsOwnAttempt<R>(boolean inTwoSlots) implements Outcome<R> {}

  /**
   * The attempt failed.
   *
   * @param failure with OUTCOME_UNKNOWN EXEC may have been run, with any other nothing was stored
   * @param proof a record whose presence shows that EXEC was run; a deletion has none, for another
   *     client may have deleted the same, and neither has a commit that waits for replicas
   */
  record Failed<R>(RedisFailure failure, Optional<Proof<R>> proof) implements Outcome<R> {}

  /** Returns the outcome of each commit of an attempt that failed before any decision. */
  static <R> Outcome<R> ofFailure(Throwable cause) {
    return cause instanceof RedisFailure failure
        ? new Failed<>(failure, Optional.empty())
        : new Refused<>(cause);
  }

  /**
   * A record that proves that a transaction was stored.
   *
   * @param key of a record that it stores
   * @param record found there if, and only if, EXEC was run and no client has changed the record
   *     since
   */
  record Proof<R>(String key, Buffer record, R result) {}
}
