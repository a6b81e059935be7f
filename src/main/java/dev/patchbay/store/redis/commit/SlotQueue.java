package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.RedisFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The commits of one slot that wait: a queue for each subject, from which batches are made. A
 * commit that cannot share its attempt is a batch of its own.
 */
final class SlotQueue {

  /**
   * The number of single commits under way is bounded, for under overload many commits are short of
   * time, and attempts with one commit each would lower the throughput further.
   */
  private static final int ALONE_MAX = 1;

  /** Commits that are attempted together, or one that is attempted alone. */
  record Batch(SlotQueue from, List<PendingCommit<?>> commits, boolean alone) {}

  private final CommitQueue.Limits limits;
  private final Runnable wake;
  private final AtomicInteger waiting;
  private final Map<Read, Subject> subjects = new HashMap<>();
  private final Deque<Subject> ready = new ArrayDeque<>();
  private final Deque<Subject> readyAlone = new ArrayDeque<>();
  private int underWay;
  private int aloneUnderWay;

  /**
   * An empty queue.
   *
   * @param waiting counts the waiting commits of all slots of the event loop
   * @param wake runs when {@link #next} may have a batch
   */
  SlotQueue(CommitQueue.Limits limits, AtomicInteger waiting, Runnable wake) {
    this.limits = limits;
    this.waiting = waiting;
    this.wake = wake;
  }

  void add(PendingCommit<?> commit) {
    if (waiting.get() >= Limit.WAITING_CHANGES.value()) {
      commit.fail(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "Too many changes are waiting. Please try again later."));
      return;
    }
    waiting.incrementAndGet();
    subjects.computeIfAbsent(commit.subject(), Subject::new).add(commit);
    wake.run();
  }

  /** Takes the next batch out; returns empty where no commit may begin now. */
  Optional<Batch> next() {
    while (!readyAlone.isEmpty() && readyAlone.element().refuseLate()) {
      readyAlone.remove();
    }
    if (underWay >= limits.batchesMax()) {
      return Optional.empty();
    }
    List<PendingCommit<?>> commits = new ArrayList<>();
    if (!mayBeginAlone()) {
      fill(commits);
    }
    boolean alone = commits.isEmpty() && mayBeginAlone();
    if (alone) {
      readyAlone.remove().take(commits);
    } else if (commits.isEmpty()) {
      return Optional.empty();
    }
    underWay++;
    aloneUnderWay += alone ? 1 : 0;
    return Optional.of(new Batch(this, commits, alone));
  }

  private boolean mayBeginAlone() {
    return aloneUnderWay < ALONE_MAX && !readyAlone.isEmpty();
  }

  private void fill(List<PendingCommit<?>> batch) {
    for (int count = 0;
        count < limits.subjectsMax() && batch.size() < limits.commitsMax() && !ready.isEmpty(); ) {
      count += ready.remove().fill(batch) ? 1 : 0;
    }
  }

  /** Frees the place of a batch whose attempt is over, though some of its commits may go on. */
  void ended(Batch batch) {
    underWay--;
    aloneUnderWay -= batch.alone() ? 1 : 0;
    wake.run();
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
      while (!refuseLate() && batch.size() < limits.commitsMax()) {
        if (commits.element().goesAlone()) {
          if (commitsUnderWay == 0) {
            readyAlone.add(this);
          }
          break;
        }
        take(batch);
      }
      return batch.size() > before;
    }

    private void take(List<PendingCommit<?>> batch) {
      PendingCommit<?> commit = commits.remove();
      waiting.decrementAndGet();
      commitsUnderWay++;
      batch.add(commit);
      commit.ended().onComplete(ended -> ended());
    }

    /** Refuses commits that would begin too late; returns true if none is left. */
    private boolean refuseLate() {
      while (!commits.isEmpty() && commits.element().isLate()) {
        waiting.decrementAndGet();
        commits.remove().fail(RedisFailure.tooLate());
      }
      return removeIfEmpty();
    }

    private boolean removeIfEmpty() {
      if (commits.isEmpty() && commitsUnderWay == 0) {
        subjects.remove(read);
      }
      return commits.isEmpty();
    }

    private void ended() {
      commitsUnderWay--;
      if (commitsUnderWay == 0 && !removeIfEmpty()) {
        ready.add(this);
        wake.run();
      }
    }
  }
}
