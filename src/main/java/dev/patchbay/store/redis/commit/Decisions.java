package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private record Verdict<R>(PendingCommit<R> commit, Outcome<R> outcome, boolean certain) {

    boolean isLeftOut() {
      return outcome instanceof Outcome.NeedsOwnAttempt;
    }

    void answerIfCertain() {
      if (certain && !isLeftOut()) {
        commit.answer(outcome);
      }
    }
  }

  private final List<PendingCommit<?>> commits;
  private final Overlay overlay;
  private final Predicate<Deadline> inTime;
  private final Map<PendingCommit<?>, Verdict<?>> verdicts = new HashMap<>();

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

  <R> void refuse(PendingCommit<R> commit, Throwable cause) {
    conclude(commit, new Outcome.Refused<>(cause), true);
  }

  /** Concludes a commit with the result of a view. */
  <R> void conclude(PendingCommit<R> commit, R result) {
    conclude(commit, new Outcome.Done<>(result, true), true);
  }

  private <R> void conclude(PendingCommit<R> commit, Outcome<R> outcome, boolean certain) {
    verdicts.put(commit, new Verdict<>(commit, outcome, certain));
  }

  private <R> void leaveOut(PendingCommit<R> commit) {
    conclude(commit, new Outcome.NeedsOwnAttempt<>(false), true);
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
      Verdict<?> verdict = verdicts.get(each);
      if (verdict != null && verdict.isLeftOut()) {
        passedOver.add(each.subject());
      }
    }
    return null;
  }

  /** Returns the decision where it needs more reads, null where it does not. */
  private <R> @Nullable Decision<R> decide(PendingCommit<R> commit) {
    boolean shared = commits.size() > 1;
    Optional<Overlay.Values> known =
        overlay.values(shared ? commit.transition().reads() : overlay.reads());
    if (known.isEmpty()) {
      leaveOut(commit);
      return null;
    }
    Overlay.Values values = known.get();
    Decision<R> decision = null;
    try {
      decision = commit.transition().decision().apply(values.snapshot());
      if (decision instanceof Decision.Commit<R> stores) {
        overlay.check(stores.writes());
      }
    } catch (RuntimeException e) {
      if (values.uncommitted()) {
        leaveOut(commit); // It may have failed for a write that is never stored.
      } else {
        refuse(commit, e);
      }
      return null;
    }
    if (decision instanceof Decision.Reject && shared && values.hasAbsentResource()) {
      leaveOut(commit); // The resource may have a wrong type, which MGET hides.
    } else if (decision instanceof Decision.Reject<R> reject) {
      conclude(commit, new Outcome.Refused<>(reject.refusal()), !values.uncommitted());
    } else if (decision instanceof Decision.Commit<R> stores) {
      commit(commit, stores, values.uncommitted());
    } else {
      return decision;
    }
    return null;
  }

  private <R> void commit(PendingCommit<R> commit, Decision.Commit<R> stores, boolean uncommitted) {
    if (stores.writes().isEmpty()) {
      conclude(commit, new Outcome.Done<>(stores.result(), true), !uncommitted);
    } else if (!inTime.test(commit.deadline())) {
      refuse(
          commit,
          RedisFailure.tooLate()); // Else EXEC might store a change after its caller was refused.
    } else {
      Outcome<R> added = overlay.add(commit, stores);
      conclude(commit, added, added instanceof Outcome.NeedsOwnAttempt);
    }
  }

  /** Answers the commits that have ended, whether or not EXEC stores anything. */
  void answerCertain() {
    commits.stream().map(verdicts::get).filter(Objects::nonNull).forEach(Verdict::answerIfCertain);
  }

  /**
   * Returns the outcome of a commit.
   *
   * @param stored complete: whether all writes were stored
   * @param provable whether a record that is found proves its commit
   */
  @SuppressWarnings("unchecked")
  <R> Outcome<R> outcome(PendingCommit<R> commit, Future<Boolean> stored, boolean provable) {
    Verdict<R> verdict = (Verdict<R>) verdicts.get(commit);
    if (verdict != null && (verdict.certain() || (stored.succeeded() && stored.result()))) {
      return verdict.outcome();
    }
    if (stored.succeeded()) {
      return new Outcome.LostRace<>();
    }
    return stored.cause() instanceof RedisFailure failure
            && provable
            && verdict != null
            && verdict.outcome() instanceof Outcome.Done<R> done
        ? new Outcome.Failed<>(failure, overlay.proof(commit, done.result()))
        : Outcome.ofFailure(stored.cause());
  }
}
