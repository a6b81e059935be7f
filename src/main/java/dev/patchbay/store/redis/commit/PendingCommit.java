package dev.patchbay.store.redis.commit;

import dev.patchbay.call.TransactionTally;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.WriteId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transition from its place in the queue to its end, with a deadline of its own in every batch.
 *
 * @param <R> the type of the transition's result
 */
final class PendingCommit<R> {

  private static final Logger LOG = LoggerFactory.getLogger(PendingCommit.class);

  private final Transition<R> transition;
  private final WriteId writeId;
  private final Deadline deadline;
  private final RedisLimits limits;
  private final Predicate<String> keys;
  private final String key;
  private final Promise<R> end = Promise.promise();
  private int attempts;
  private int lostRaces;
  private int roundTrips;
  private boolean shared;
  private boolean exhausted;
  private boolean unchanged;
  private boolean lostConnection;
  private boolean inTwoSlots;
  private Runnable whenReleased = () -> {};

  /**
   * A commit that has not been attempted.
   *
   * @param writeId identifies the commit in every record that it stores
   * @param deadline when the commit ends, its wait in the queue included
   * @param keys which of the keys that its writes are about it changes
   * @param inTwoSlots whether it reads keys in two slots of a Cluster
   */
  PendingCommit(
      Transition<R> transition,
      WriteId writeId,
      Deadline deadline,
      RedisLimits limits,
      Predicate<String> keys,
      boolean inTwoSlots) {
    this.transition = transition;
    this.writeId = writeId;
    this.deadline = deadline;
    this.limits = limits;
    this.keys = keys;
    this.key = RedisKeys.of(transition.subject());
    this.inTwoSlots = inTwoSlots;
  }

  /** Makes the part of another transition in one slot, with the same deadline and write id. */
  <T> PendingCommit<T> part(Transition<T> other, Predicate<String> keysOfSlot) {
    return new PendingCommit<>(other, writeId, deadline, limits, keysOfSlot, false);
  }

  Transition<R> transition() {
    return transition;
  }

  /** Commits of the same subject stay in order. */
  Read subject() {
    return transition.subject();
  }

  String key() {
    return key;
  }

  WriteId writeId() {
    return writeId;
  }

  Deadline deadline() {
    return deadline;
  }

  Predicate<String> keys() {
    return keys;
  }

  boolean isInTwoSlots() {
    return inTwoSlots;
  }

  /** Fails with {@link dev.patchbay.store.redis.connection.RedisFailure} or a refusal. */
  Future<R> ended() {
    return end.future();
  }

  /** Sets the action that lets later commits of the same subject begin. */
  void whenReleased(Runnable action) {
    whenReleased = action;
  }

  /** Lets later commits of the same subject begin, once, before or with the end of this one. */
  void release() {
    Runnable action = whenReleased;
    whenReleased = () -> {};
    action.run();
  }

  boolean isLate() {
    return !deadline.allows(limits.attemptMillisMin());
  }

  /** Whether others in its batch would wait for it, or not long enough, or it needs two slots. */
  boolean goesAlone() {
    return inTwoSlots || transition.takesLong() || !deadline.allows(limits.commandTimeoutMillis());
  }

  /** Ends it with an outcome that has a result or a failure. */
  void answer(Outcome<R> outcome) {
    if (outcome instanceof Outcome.Done<R> done) {
      unchanged |= done.unchanged();
      end(() -> end.tryComplete(done.result()));
    } else if (outcome instanceof Outcome.Refused<R> refused) {
      fail(refused.cause());
    } else if (outcome instanceof Outcome.Failed<R> failed) {
      fail(failed.failure());
    } else {
      throw new IllegalStateException("no answer: " + outcome);
    }
  }

  void fail(Throwable cause) {
    end(() -> end.tryFail(cause));
  }

  /** An exception of its caller's code must not keep other callers from their answers. */
  private void end(Runnable ending) {
    release();
    try {
      ending.run();
    } catch (RuntimeException e) {
      LOG.error("The work that follows a change failed", e);
    }
  }

  /** Ends it with CONFLICT after its last lost race. */
  void giveUp() {
    exhausted = true;
    fail(ServiceException.concurrentModification());
  }

  /**
   * Counts an attempt that begins.
   *
   * @param withOthers whether the attempt is of several commits
   */
  void countAttempt(boolean withOthers) {
    attempts++;
    shared = withOthers;
  }

  void countRoundTrip() {
    roundTrips++;
  }

  /** Adds the counts of a part of this commit. */
  void countRoundTrips(PendingCommit<?> part) {
    roundTrips += part.roundTrips;
  }

  /**
   * Records the outcome of an attempt.
   *
   * @return the attempts so far, for the next step; a connection that this one lost counts only for
   *     the steps after it
   */
  RetryPolicy.History record(Outcome<R> outcome) {
    lostRaces += outcome instanceof Outcome.LostRace ? 1 : 0;
    inTwoSlots |= outcome instanceof Outcome.NeedsOwnAttempt<R> alone && alone.inTwoSlots();
    RetryPolicy.History history = new RetryPolicy.History(shared, lostRaces, lostConnection);
    lostConnection |=
        outcome instanceof Outcome.Failed<R> failed && failed.failure().fault().isLostConnection();
    return history;
  }

  TransactionTally tally() {
    return new TransactionTally(attempts, lostRaces, roundTrips, exhausted, unchanged);
  }
}
