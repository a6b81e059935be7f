package dev.patchbay.store.redis;

import dev.patchbay.store.Read;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Decides what goes together and what waits. Whatever waits when a group leaves is on it, as far as
 * there is room; members of one subject leave in the order in which they came, and never in two
 * groups at once, for these would lose races to each other, unless one follows the other. Belongs
 * to one event loop.
 *
 * @param <M> what is grouped
 */
final class CommitGroups<M extends CommitGroups.Member> {

  /** What a group is made of. */
  interface Member {

    /** Members of the same subject stay in order. */
    Read subject();

    /** Ends it without having begun, because there are too many; {@link #ended} completes. */
    void refuse();

    /** Ends it if its time is up; true if it has. */
    boolean refuseIfLate();

    /** Completes when all is done with it, which may be long after its group was. */
    Future<?> ended();
  }

  /** Begins groups. */
  interface Departure<M> {

    /**
     * Begins a group.
     *
     * @param following to be given, when the group is on its way to be stored, what begins one that
     *     sees what this one stores, though it has not come back yet
     * @return completes when the next one may leave
     */
    Future<?> begin(List<M> group, Consumer<Departure<M>> following);
  }

  /**
   * How groups are made.
   *
   * @param groupsMax under way at once
   * @param subjectsMax of the members of one group
   * @param membersMax in one group
   */
  record Limits(int groupsMax, int subjectsMax, int membersMax) {}

  /** More would not be served before the deadline of their requests. */
  static final int WAITERS_MAX = 4_096;

  private final Executor endOfTick;
  private final Limits limits;
  private final Departure<M> departure;
  private final Map<Read, Queue> queues = new HashMap<>();
  private final Deque<Queue> ready = new ArrayDeque<>();
  private int waiting;
  private int groups;
  private boolean pumping;

  /**
   * Groups what comes.
   *
   * @param endOfTick runs work after all that has arrived by now
   * @param departure begins each group that does not follow another one
   */
  CommitGroups(Executor endOfTick, Limits limits, Departure<M> departure) {
    this.endOfTick = endOfTick;
    this.limits = limits;
    this.departure = departure;
  }

  void add(M member) {
    if (waiting >= WAITERS_MAX) {
      member.refuse();
      return;
    }
    waiting++;
    queues.computeIfAbsent(member.subject(), subject -> new Queue()).add(member);
    pumpSoon();
  }

  private void pumpSoon() {
    if (!pumping) {
      pumping = true;
      endOfTick.execute(this::pump);
    }
  }

  private void pump() {
    pumping = false;
    while (groups < limits.groupsMax() && !ready.isEmpty()) {
      List<M> group = new ArrayList<>();
      for (int subjects = 0;
          subjects < limits.subjectsMax() && group.size() < limits.membersMax() && !ready.isEmpty();
          subjects++) {
        ready.remove().board(group);
      }
      leave(group, departure);
    }
  }

  private void leave(List<M> group, Departure<M> beginning) {
    if (group.isEmpty()) {
      return;
    }
    groups++;
    beginning
        .begin(group, next -> follow(group, next))
        .onComplete(
            arrived -> {
              groups--;
              pumpSoon();
            });
  }

  /**
   * Those who wait for the one subject of a group leave behind it, unless others wait too, or
   * members of an earlier group are still under way, who would lose races to them.
   */
  private void follow(List<M> group, Departure<M> next) {
    Queue queue = queues.get(group.get(0).subject());
    if (queue != null && queue.under == group.size() && ready.isEmpty()) {
      List<M> followers = new ArrayList<>();
      queue.board(followers);
      leave(followers, next);
    }
  }

  /** The members of one subject, in order. */
  private final class Queue {

    private final Deque<M> members = new ArrayDeque<>();
    private int under;

    private void add(M member) {
      members.add(member);
      if (under == 0 && members.size() == 1) {
        ready.add(this);
      }
    }

    private void board(List<M> group) {
      while (!members.isEmpty() && group.size() < limits.membersMax()) {
        M member = members.remove();
        waiting--;
        if (!member.refuseIfLate()) {
          under++;
          group.add(member);
          member.ended().onComplete(ended -> ended(member));
        } else if (under == 0 && members.isEmpty()) {
          queues.remove(member.subject());
        }
      }
    }

    private void ended(M member) {
      under--;
      if (under > 0) {
        return;
      }
      if (members.isEmpty()) {
        queues.remove(member.subject());
      } else {
        ready.add(this);
        pumpSoon();
      }
    }
  }
}
