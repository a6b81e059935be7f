package dev.patchbay.store.redis.commit;

import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What came of one commit in one attempt.
 *
 * @param <R> what the transition answers
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

  /** Something that it had read was changed by others before EXEC, so that nothing was stored. */
  record LostRace<R>() implements Outcome<R> {}

  /**
   * It cannot be decided beside others; nothing of it was stored.
   *
   * @param inTwoSlots because its keys lie in two slots of a Cluster
   */
  record Alone<R>(boolean inTwoSlots) implements Outcome<R> {}

  /**
   * The attempt failed.
   *
   * @param failure with OUTCOME_UNKNOWN EXEC may have been run, with any other nothing was stored
   * @param proof by which an unknown outcome may be known: what was deleted may have been deleted
   *     by others, and a record that is read tells nothing of replicas
   */
  record Failed<R>(RedisFailure failure, Optional<Proof<R>> proof) implements Outcome<R> {}

  /** What an attempt that failed before anything was decided means for each of its commits. */
  static <R> Outcome<R> ofFailure(Throwable cause) {
    return cause instanceof RedisFailure failure
        ? new Failed<>(failure, Optional.empty())
        : new Refused<>(cause);
  }

  /**
   * A record that tells that a transaction was stored.
   *
   * @param key of a record that it stores
   * @param record found there if, and only if, EXEC was run and nobody changed it after that
   */
  record Proof<R>(String key, Buffer record, R result) {}
}
