package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.TickBatcher;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Decides which commits go together and which wait. At the end of a tick batches of all that waits
 * begin, as far as there is room. A batch is of one slot of the data, for a transaction cannot have
 * two. Commits of one subject begin in the order in which they came, and never in two batches at
 * once, for these would lose races to each other. A commit that is short of time begins alone.
 * Belongs to one event loop.
 */
final class CommitQueue {

  /**
   * How batches are made.
   *
   * @param batchesMax of one slot under way at once
   * @param subjectsMax of the commits of one batch
   * @param commitsMax in one batch
   */
  record Limits(int batchesMax, int subjectsMax, int commitsMax) {}

  /**
   * Measured: with one batch at a time a few callers wait for each other's round trips, and more
   * than four make the batches small; with more than sixteen records this process and Redis wait
   * for each other in turns instead of working side by side. The changes of one record go one after
   * the other, so more of these go together.
   */
  static final Limits LIMITS = new Limits(4, 16, 48);

  /** More would not be served before the deadline of their requests. */
  static final int WAITING_MAX = 4_096;

  /**
   * Of one slot at once: many have waited long when there is more to do than can be done, and with
   * all room taken by single commits even less would be done.
   */
  private static final int ALONE_MAX = 1;

  private final Executor endOfTick;
  private final Limits limits;
  private final RedisNodes topology;
  private final Function<List<PendingCommit<?>>, Future<?>> begin;
  private final Map<Read, Subject> subjects = new HashMap<>();
  private final Map<Integer, Slot> slots = new HashMap<>();
  private final Map<Object, Node> nodes = new HashMap<>();
  private int waiting;

  /**
   * A queue for each slot, which takes turns with the others of its node.
   *
   * @param endOfTick runs work after all that has arrived by now
   * @param begin completes when the next batch may begin; its failure is that of all of the batch
   */
  CommitQueue(
      Executor endOfTick,
      Limits limits,
      RedisNodes topology,
      Function<List<PendingCommit<?>>, Future<?>> begin) {
    this.endOfTick = endOfTick;
    this.limits = limits;
    this.topology = topology;
    this.begin = begin;
  }

  void add(PendingCommit<?> commit) {
    if (waiting >= WAITING_MAX) {
      commit.fail(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "Too many changes are waiting. Please try again later."));
      return;
    }
    waiting++;
    Slot slot = slots.computeIfAbsent(topology.slot(commit.key()), Slot::new);
    subjects.computeIfAbsent(commit.subject(), subject -> new Subject(subject, slot)).add(commit);
    slot.wake();
  }

  private Future<?> begin(Batch batch) {
    return Future.succeededFuture()
        .compose(begun -> begin.apply(batch.commits()))
        .onFailure(failure -> batch.commits().forEach(each -> each.fail(failure)))
        .onComplete(over -> batch.slot().ended(batch));
  }

  private record Batch(Slot slot, List<PendingCommit<?>> commits, boolean alone) {}

  /** A server, whose connections its slots share. */
  private final class Node {

    private final Set<Slot> turns = new LinkedHashSet<>();
    private final TickBatcher<Batch> batches =
        new TickBatcher<>(endOfTick, topology.batchesMax(), this::next, CommitQueue.this::begin);

    private void enter(Slot slot) {
      turns.add(slot);
      batches.wake();
    }

    /** A slot that begins a batch waits behind all others for its next one. */
    private Optional<Batch> next() {
      while (!turns.isEmpty()) {
        Iterator<Slot> first = turns.iterator();
        Slot slot = first.next();
        first.remove();
        Optional<Batch> batch = slot.next();
        if (batch.isPresent()) {
          turns.add(slot);
          return batch;
        }
      }
      return Optional.empty();
    }
  }

  /** The subjects of one slot of which a commit may begin. */
  private final class Slot {

    private final int number;
    private final Deque<Subject> ready = new ArrayDeque<>();
    private final Deque<Subject> readyAlone = new ArrayDeque<>();
    private int underWay;
    private int aloneUnderWay;

    private Slot(int number) {
      this.number = number;
    }

    /** Takes its turn on the node that has it now. */
    private void wake() {
      nodes.computeIfAbsent(topology.node(number), node -> new Node()).enter(this);
    }

    private Optional<Batch> next() {
      while (!readyAlone.isEmpty() && readyAlone.element().refuseLate()) {
        readyAlone.remove();
      }
      if (underWay >= limits.batchesMax()) {
        return Optional.empty();
      }
      List<PendingCommit<?>> commits = new ArrayList<>();
      boolean alone = aloneUnderWay < ALONE_MAX && !readyAlone.isEmpty();
      if (alone) {
        readyAlone.remove().take(commits);
      }
      for (int count = 0;
          !alone
              && count < limits.subjectsMax()
              && commits.size() < limits.commitsMax()
              && !ready.isEmpty(); ) {
        count += ready.remove().fill(commits) ? 1 : 0;
      }
      if (commits.isEmpty()) {
        // Those that were found to be short of time on the way begin alone.
        return aloneUnderWay < ALONE_MAX && !readyAlone.isEmpty() ? next() : Optional.empty();
      }
      underWay++;
      aloneUnderWay += alone ? 1 : 0;
      return Optional.of(new Batch(this, commits, alone));
    }

    private void ended(Batch batch) {
      underWay--;
      aloneUnderWay -= batch.alone() ? 1 : 0;
      wake();
    }
  }

  /** The commits of one subject, in order. */
  private final class Subject {

    private final Read read;
    private final Slot slot;
    private final Deque<PendingCommit<?>> commits = new ArrayDeque<>();
    private int underWay;

    private Subject(Read read, Slot slot) {
      this.read = read;
      this.slot = slot;
    }

    private void add(PendingCommit<?> commit) {
      commits.add(commit);
      if (underWay == 0 && commits.size() == 1) {
        slot.ready.add(this);
      }
    }

    /**
     * Adds as many to a batch as may go together; the others wait.
     *
     * @return whether the batch has more than before
     */
    private boolean fill(List<PendingCommit<?>> batch) {
      int before = batch.size();
      while (!refuseLate() && batch.size() < limits.commitsMax()) {
        if (commits.element().goesAlone()) {
          if (underWay == 0) {
            slot.readyAlone.add(this);
          }
          break;
        }
        take(batch);
      }
      return batch.size() > before;
    }

    private void take(List<PendingCommit<?>> batch) {
      PendingCommit<?> commit = commits.remove();
      waiting--;
      underWay++;
      batch.add(commit);
      commit.ended().onComplete(ended -> ended());
    }

    /** Refuses commits whose turn would come too late; true if none is left. */
    private boolean refuseLate() {
      while (!commits.isEmpty() && commits.element().isLate()) {
        waiting--;
        commits.remove().fail(RedisFailure.tooLate());
      }
      return removeIfEmpty();
    }

    private boolean removeIfEmpty() {
      if (commits.isEmpty() && underWay == 0) {
        subjects.remove(read);
      }
      return commits.isEmpty();
    }

    private void ended() {
      underWay--;
      if (underWay == 0 && !removeIfEmpty()) {
        slot.ready.add(this);
        slot.wake();
      }
    }
  }
}
