package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.redis.connection.TickBatcher;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Decides which commits go together and which wait. At the end of a tick batches of all waiting
 * commits begin, as far as there is room. A batch is of one slot of the data, for a transaction
 * cannot have two. Commits of one subject begin in the order in which they came, and never in two
 * batches at once, for such batches would lose races to each other. A commit that is short of time
 * begins alone. Belongs to one event loop.
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

  private final Executor endOfTick;
  private final Limits limits;
  private final RedisNodes topology;
  private final Function<List<PendingCommit<?>>, Future<?>> begin;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Integer, SlotQueue> slots = new HashMap<>();
  private final Map<Object, Node> nodes = new HashMap<>();

  /**
   * An empty queue.
   *
   * @param endOfTick runs work after everything that has arrived by now
   * @param begin completes when the attempt is over; its failure fails every commit of the batch
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
    if (waiting.get() >= Limit.WAITING_CHANGES.value()) {
      commit.fail(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "Too many changes are waiting. Please try again later."));
    } else {
      slot(commit).add(commit);
    }
  }

  /** Adds a commit for another attempt, which is made without other commits. */
  void addAgain(PendingCommit<?> commit) {
    slot(commit).addAgain(commit);
  }

  private SlotQueue slot(PendingCommit<?> commit) {
    return slots.computeIfAbsent(
        topology.slot(commit.key()),
        slot -> new SlotQueue(limits, waiting, queue -> node(slot).enter(queue)));
  }

  /** Returns the node that has a slot now. */
  private Node node(int slot) {
    return nodes.computeIfAbsent(topology.node(slot), Node::new);
  }

  private Future<?> begin(SlotQueue.Batch batch) {
    return Future.succeededFuture()
        .compose(begun -> begin.apply(batch.commits()))
        .onFailure(failure -> batch.commits().forEach(each -> each.fail(failure)))
        .onComplete(over -> batch.from().ended(batch));
  }

  /** Returns the number of nodes with work. */
  int nodes() {
    return nodes.size();
  }

  /**
   * A server has one pool of connections for all its slots. A node without work is forgotten, for
   * the addresses of a Cluster may change for ever.
   */
  private final class Node {

    private final Object address;
    private final Set<SlotQueue> turns = new LinkedHashSet<>();
    private final TickBatcher<SlotQueue.Batch> batches =
        new TickBatcher<>(endOfTick, topology.batchesMax(), this::next, CommitQueue.this::begin);

    private Node(Object address) {
      this.address = address;
    }

    private void enter(SlotQueue slot) {
      turns.add(slot);
      batches.wake();
    }

    /** A slot that begins a batch waits behind all others for its next one. */
    private Optional<SlotQueue.Batch> next() {
      while (!turns.isEmpty()) {
        Iterator<SlotQueue> first = turns.iterator();
        SlotQueue slot = first.next();
        first.remove();
        Optional<SlotQueue.Batch> batch = slot.next();
        if (batch.isPresent()) {
          turns.add(slot);
          return batch;
        }
      }
      if (batches.isIdle()) {
        nodes.remove(address, this);
      }
      return Optional.empty();
    }
  }
}
