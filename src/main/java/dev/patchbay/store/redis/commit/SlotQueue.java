package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.RedisFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The commits of one slot that wait: a queue for each subject, from which batches are made, and a
 * queue of the commits that are attempted again. A commit that cannot share its attempt is a batch
 * of its own.
 */
final class SlotQueue {

  /**
   * The number of single commits under way is bounded, for under overload many commits are short of
   * time, and attempts with one commit each would lower the throughput further.
   */
  private static final int ALONE_MAX = 1;

  /** The reasons why the commits of a batch are attempted with each other, or without others. */
  enum Kind {
    SHARED,
    /** A first attempt of a commit that has too little time, or two slots. */
    ALONE,
    /** A later attempt, which is of one commit. */
    AGAIN
  }

  /** Commits that are attempted together, or one that is attempted alone. */
  record Batch(SlotQueue from, List<PendingCommit<?>> commits, Kind kind) {}

  private final CommitQueue.Limits limits;
  private final AtomicInteger waiting;
  private final Consumer<SlotQueue> wake;
  private final Map<Read, Subject> subjects = new HashMap<>();
  private final Deque<Subject> ready = new ArrayDeque<>();
  private final Deque<PendingCommit<?>> alone = new ArrayDeque<>();
  private final Deque<PendingCommit<?>> again = new ArrayDeque<>();
  private final Map<Kind, Integer> underWay = new EnumMap<>(Kind.class);

  /**
   * An empty queue.
   *
   * @param waiting counts the waiting commits of all slots of the event loop
   * @param wake is given this queue when {@link #next} may have a batch
   */
  SlotQueue(CommitQueue.Limits limits, AtomicInteger waiting, Consumer<SlotQueue> wake) {
    this.limits = limits;
    this.waiting = waiting;
    this.wake = wake;
  }

  void add(PendingCommit<?> commit) {
    waiting.incrementAndGet();
    subjects.computeIfAbsent(commit.subject(), Subject::new).add(commit);
    wake.accept(this);
  }

  /** Adds a commit for another attempt; its subject begins no other commits until it has ended. */
  void addAgain(PendingCommit<?> commit) {
    waiting.incrementAndGet();
    again.add(commit);
    wake.accept(this);
  }

  /** Takes the next batch out; returns empty where no commit may begin now. */
  Optional<Batch> next() {
    refuseLate(alone);
    refuseLate(again);
    int places = limits.batchesMax() - underWay.values().stream().mapToInt(each -> each).sum();
    if (places <= 0) {
      return Optional.empty();
    }
    if (!again.isEmpty() && underWay(Kind.AGAIN) < againMax()) {
      return begun(List.of(take(again)), Kind.AGAIN);
    }
    List<PendingCommit<?>> shared = mayBeginAlone() ? List.of() : shared();
    if (!shared.isEmpty()) {
      return begun(shared, Kind.SHARED);
    }
    return mayBeginAlone() ? begun(List.of(take(alone)), Kind.ALONE) : Optional.empty();
  }

  /** Leaves a place for commits that come, where there is more than one. */
  private int againMax() {
    return Math.max(1, limits.batchesMax() - 1);
  }

  private boolean mayBeginAlone() {
    return underWay(Kind.ALONE) < ALONE_MAX && !alone.isEmpty();
  }

  private int underWay(Kind kind) {
    return underWay.getOrDefault(kind, 0);
  }

  private Optional<Batch> begun(List<PendingCommit<?>> commits, Kind kind) {
    underWay.merge(kind, 1, Integer::sum);
    return Optional.of(new Batch(this, commits, kind));
  }

  /** Takes commits that may share an attempt; others go to the commits that begin alone. */
  private List<PendingCommit<?>> shared() {
    List<PendingCommit<?>> batch = new ArrayList<>();
    for (int count = 0;
        count < limits.subjectsMax() && batch.size() < limits.commitsMax() && !ready.isEmpty(); ) {
      count += ready.remove().fill(batch) ? 1 : 0;
    }
    return batch;
  }

  /** Frees the place of a batch whose attempt is over, though some of its commits may go on. */
  void ended(Batch batch) {
    underWay.merge(batch.kind(), -1, Integer::sum);
    wake.accept(this);
  }

  private PendingCommit<?> take(Deque<PendingCommit<?>> commits) {
    waiting.decrementAndGet();
    return commits.remove();
  }

  /** Refuses the first commits of a queue that would begin too late. */
  private void refuseLate(Deque<PendingCommit<?>> commits) {
    while (!commits.isEmpty() && commits.element().isLate()) {
      take(commits).fail(RedisFailure.tooLate());
    }
  }

  /** The commits of one subject, in order. */
  private final class Subject {

    private final Read read;
    private final Deque<PendingCommit<?>> commits = new ArrayDeque<>();
    private int commitsUnderWay;

    private Subject(Read read) {
      this.read = read;
    }

    private void add(PendingCommit<?> commit) {
      commits.add(commit);
      if (commitsUnderWay == 0 && commits.size() == 1) {
        ready.add(this);
      }
    }

    /**
     * Adds as many commits to a batch as may be attempted together; the others wait.
     *
     * @return whether the batch has more than before
     */
    private boolean fill(List<PendingCommit<?>> batch) {
      int before = batch.size();
      refuseLate(commits);
      while (!commits.isEmpty()
          && batch.size() < limits.commitsMax()
          && !commits.element().goesAlone()) {
        batch.add(begin(take(commits)));
        refuseLate(commits);
      }
      if (commitsUnderWay == 0 && !commits.isEmpty() && commits.element().goesAlone()) {
        alone.add(begin(commits.remove()));
      }
      removeIfEmpty();
      return batch.size() > before;
    }

    private PendingCommit<?> begin(PendingCommit<?> commit) {
      commitsUnderWay++;
      commit.whenReleased(this::released);
      return commit;
    }

    private boolean removeIfEmpty() {
      if (commits.isEmpty() && commitsUnderWay == 0) {
        subjects.remove(read);
      }
      return commits.isEmpty();
    }

    private void released() {
      commitsUnderWay--;
      if (commitsUnderWay == 0 && !removeIfEmpty()) {
        ready.add(this);
        wake.accept(SlotQueue.this);
      }
    }
  }
}
