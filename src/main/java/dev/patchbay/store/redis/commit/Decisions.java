package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one attempt, one after the other on one overlay. A commit that cannot be decided
 * beside others is left out, and the others go on without it.
 */
final class Decisions {

  /**
   * The result of a decision.
   *
   * @param certain whether the result is independent of EXEC; else it holds if EXEC stores its
   *     writes and the writes that it depends on
   */
  private record Verdict(Outcome<?> outcome, boolean certain) {}

  private final List<PendingCommit<?>> commits;
  private final Overlay overlay;
  private final Predicate<Deadline> inTime;
  private final Map<PendingCommit<?>, Verdict> verdicts = new LinkedHashMap<>();

  /**
   * Decisions that are not made yet.
   *
   * @param inTime whether the reply of EXEC can come before a deadline
   */
  Decisions(List<PendingCommit<?>> commits, Overlay overlay, Predicate<Deadline> inTime) {
    this.commits = commits;
    this.overlay = overlay;
    this.inTime = inTime;
  }

  void refuse(PendingCommit<?> commit, Throwable cause) {
    conclude(commit, new Outcome.Refused<>(cause), true);
  }

  private void conclude(PendingCommit<?> commit, Outcome<?> outcome, boolean certain) {
    verdicts.put(commit, new Verdict(outcome, certain));
  }

  /** The result was made inside of the transaction. */
  <R> void conclude(PendingCommit<R> commit, R result) {
    conclude(commit, new Outcome.Done<>(result, true), true);
  }

  /**
   * Decides all commits that are not refused.
   *
   * @return the decision of a lone commit that needs more reads
   */
  @Nullable Decision<?> decide() {
    Set<Read> passedOver = new HashSet<>();
    for (PendingCommit<?> each : commits) {
      if (passedOver.contains(each.subject())) {
        leaveOut(each); // Else it would be stored before an earlier commit.
      } else if (!verdicts.containsKey(each)) {
        Decision<?> needsMore = decide(each);
        if (needsMore != null && commits.size() == 1) {
          return needsMore;
        } else if (needsMore != null) {
          leaveOut(each);
        }
      }
      if (isLeftOut(each)) {
        passedOver.add(each.subject());
      }
    }
    return null;
  }

  private void leaveOut(PendingCommit<?> commit) {
    conclude(commit, new Outcome.NeedsOwnAttempt<>(false), true);
  }

  private boolean isLeftOut(PendingCommit<?> commit) {
    Verdict verdict = verdicts.get(commit);
    return verdict != null && verdict.outcome() instanceof Outcome.NeedsOwnAttempt;
  }

  /** Returns the decision where it needs more reads, null where it does not. */
  private <R> @Nullable Decision<R> decide(PendingCommit<R> commit) {
    boolean shared = commits.size() > 1;
    Optional<ReadValues> known =
        overlay.values(shared ? commit.transition().reads() : overlay.reads());
    if (known.isEmpty()) {
      leaveOut(commit);
      return null;
    }
    ReadValues values = known.get();
    Decision<R> decision;
    try {
      decision = commit.transition().decision().apply(values.snapshot());
      if (decision instanceof Decision.Commit<R> stores) {
        overlay.check(stores.writes());
      }
    } catch (RuntimeException e) {
      conclude(commit, new Outcome.Refused<>(e), true);
      decision = null;
    }
    // It may have failed for a write that is never stored, or for a wrong type, which MGET hides.
    boolean doubtful =
        decision == null
            ? values.uncommitted()
            : decision instanceof Decision.Reject && shared && values.hasAbsentResource();
    if (doubtful) {
      leaveOut(commit);
    } else if (decision instanceof Decision.Reject<R> reject) {
      conclude(commit, new Outcome.Refused<>(reject.refusal()), !values.uncommitted());
    } else if (decision instanceof Decision.Commit<R> stores) {
      Outcome<R> done = new Outcome.Done<>(stores.result(), stores.writes().isEmpty());
      if (stores.writes().isEmpty()) {
        conclude(commit, done, !values.uncommitted());
      } else {
        write(commit, stores, done);
      }
    } else {
      return decision;
    }
    return null;
  }

  private <R> void write(PendingCommit<R> commit, Decision.Commit<R> stores, Outcome<R> done) {
    if (!inTime.test(commit.deadline())) {
      refuse(
          commit,
          RedisFailure.tooLate()); // Else EXEC might store a commit that its caller gave up.
      return;
    }
    switch (overlay.add(commit, stores.writes())) {
      case YES -> conclude(commit, done, false);
      case NEEDS_OWN_TRANSACTION -> leaveOut(commit);
      case IN_OTHER_SLOT -> conclude(commit, new Outcome.NeedsOwnAttempt<>(true), true);
    }
  }

  /** Returns the commits that have ended, whether or not EXEC stores anything. */
  List<PendingCommit<?>> certain() {
    return verdicts.entrySet().stream()
        .filter(each -> each.getValue().certain() && !isLeftOut(each.getKey()))
        .map(each -> each.getKey())
        .<PendingCommit<?>>map(commit -> commit)
        .toList();
  }

  /**
   * Returns the outcome of a commit.
   *
   * @param stored complete: whether all writes were stored
   * @param provable whether a record that is found proves its commit
   */
  @SuppressWarnings("unchecked")
  <R> Outcome<R> outcome(PendingCommit<R> commit, Future<Boolean> stored, boolean provable) {
    Verdict verdict = verdicts.get(commit);
    if (verdict != null && (verdict.certain() || (stored.succeeded() && stored.result()))) {
      return (Outcome<R>) verdict.outcome();
    }
    if (stored.succeeded()) {
      return new Outcome.LostRace<>();
    }
    return stored.cause() instanceof RedisFailure failure
            && provable
            && verdict != null
            && verdict.outcome() instanceof Outcome.Done<?> done
        ? new Outcome.Failed<>(failure, overlay.proof(commit, (R) done.result()))
        : Outcome.ofFailure(stored.cause());
  }
}
