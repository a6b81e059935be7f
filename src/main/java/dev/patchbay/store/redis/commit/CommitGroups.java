package dev.patchbay.store.redis.commit;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes together and what waits. Whatever waits when a group leaves is on it, as far as
 * there is room; members of one subject leave in the order in which they came, and never in two
 * groups at once, for these would lose races to each other, unless one follows the other. A member
 * that is short of time goes alone. Belongs to one event loop.
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

    /** Ends it if it has too little time left to be begun; true if it has. */
    boolean refuseIfLate();

    /** Whether it has so little time left that it would cut short the waits of its group. */
    boolean isShortOfTime();

    /** Ends it with a failure that nobody expected; does nothing where it has ended. */
    void fail(Throwable cause);

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

  /**
   * At once: those that have waited long are many when there is more to do than can be done, and
   * with all places taken by single members even less would be done.
   */
  private static final int ALONE_MAX = 1;

  private final Executor endOfTick;
  private final Limits limits;
  private final Supplier<NodePlaces> places;
  private final Departure<M> departure;
  private final Map<Read, Queue> queues = new HashMap<>();
  private final Deque<Queue> ready = new ArrayDeque<>();
  private final Deque<Queue> shortOfTime = new ArrayDeque<>();
  private final NodePlaces.Slot turn = this::begin;
  private int waiting;
  private int groups;
  private int alone;
  private boolean pumping;

  /**
   * Groups what comes.
   *
   * @param endOfTick runs work after all that has arrived by now
   * @param places of the node where a group that leaves now goes
   * @param departure begins each group that does not follow another one
   */
  CommitGroups(
      Executor endOfTick, Limits limits, Supplier<NodePlaces> places, Departure<M> departure) {
    this.endOfTick = endOfTick;
    this.limits = limits;
    this.places = places;
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
    refuseLate();
    if (mayBegin()) {
      places.get().enter(turn);
    }
  }

  /** Those that wait to go alone, oldest first. */
  private void refuseLate() {
    while (!shortOfTime.isEmpty() && shortOfTime.element().refuseIfLate()) {
      shortOfTime.remove();
    }
  }

  private boolean mayBegin() {
    return groups < limits.groupsMax()
        && (!ready.isEmpty() || (alone < ALONE_MAX && !shortOfTime.isEmpty()));
  }

  private boolean begin(NodePlaces place) {
    while (mayBegin()) {
      List<M> group = new ArrayList<>();
      if (alone < ALONE_MAX && !shortOfTime.isEmpty()) {
        shortOfTime.remove().boardFirst(group);
        if (!group.isEmpty()) {
          alone++;
          leave(group, departure, place).onComplete(ended -> alone--);
          return true;
        }
      }
      int subjects = 0;
      while (subjects < limits.subjectsMax()
          && group.size() < limits.membersMax()
          && !ready.isEmpty()) {
        subjects += ready.remove().board(group) ? 1 : 0;
      }
      if (!group.isEmpty()) {
        leave(group, departure, place);
        return true;
      }
    }
    return false;
  }

  private Future<?> leave(List<M> group, Departure<M> beginning, @Nullable NodePlaces place) {
    groups++;
    if (place != null) {
      place.take();
    }
    return begun(group, beginning)
        .onComplete(
            (ended, failure) -> {
              groups--;
              if (place != null) {
                place.giveBack();
              }
              pumpSoon();
            });
  }

  /** What is thrown instead of returned ends the members, for nobody else will. */
  private Future<?> begun(List<M> group, Departure<M> beginning) {
    try {
      return beginning.begin(group, next -> follow(group, next));
    } catch (RuntimeException e) {
      group.forEach(member -> member.fail(e));
      return Future.failedFuture(e);
    }
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
      if (!followers.isEmpty()) {
        leave(followers, next, null); // On the connection of the group that it follows.
      }
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

    /**
     * As many as may go together; the others wait, and those short of time go alone.
     *
     * @return whether the group has more than before
     */
    private boolean board(List<M> group) {
      int before = group.size();
      while (!refuseIfLate() && group.size() < limits.membersMax()) {
        if (members.element().isShortOfTime()) {
          if (under == 0) {
            shortOfTime.add(this);
          }
          break;
        }
        take(group);
      }
      return group.size() > before;
    }

    private void boardFirst(List<M> group) {
      if (!refuseIfLate()) {
        take(group);
      }
    }

    private void take(List<M> group) {
      M member = members.remove();
      waiting--;
      under++;
      group.add(member);
      member.ended().onComplete(ended -> ended(member));
    }

    /** Refuses those whose turn would come too late; true if nobody is left. */
    private boolean refuseIfLate() {
      while (!members.isEmpty() && members.element().refuseIfLate()) {
        M late = members.remove();
        waiting--;
        if (under == 0 && members.isEmpty()) {
          queues.remove(late.subject());
        }
      }
      return members.isEmpty();
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
