package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Read;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.EndOfTick;
import dev.patchbay.store.redis.connection.Lease;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the commits that wait at the same moment share one transaction: one WATCH of all their keys,
 * one MULTI with all their writes, one EXEC. What is lost to a race, or left out, goes on alone.
 * Belongs to one event loop.
 *
 * <p>There is a queue for each slot of the data, for a transaction cannot have two. All slots of a
 * node share its connections, so they take turns.
 *
 * <p>A group has the time that its oldest member has left, which is that of a command at least.
 * Nobody fails for the time of another: who has too little left for EXEC is refused before that is
 * sent, and who has time left when that of another one ended goes on alone.
 */
public final class GroupCommit {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /**
   * Measured: with one group at a time a few callers wait for each other's round trips, and more
   * than four make the groups small; with more than sixteen records this process and Redis wait for
   * each other in turns instead of working side by side. The changes of one record go one after the
   * other, so more of these go together, but not as many as 64 connections have, so that some are
   * read while others are stored.
   */
  private static final CommitGroups.Limits LIMITS = new CommitGroups.Limits(4, 16, 48);

  private final Commit.Terms terms;
  private final Executor endOfTick;
  private final Map<Integer, CommitGroups<Commit<?>>> bySlot = new HashMap<>();
  private final Map<Object, NodePlaces> byNode = new HashMap<>();

  public GroupCommit(Commit.Terms terms) {
    this.terms = terms;
    this.endOfTick = new EndOfTick(terms.vertx());
  }

  /** Commits a transition when it is its turn; fails as {@link Commit#ended} does. */
  public <R> Future<R> commit(Transition<R> transition) {
    Commit<R> commit = new Commit<>(terms, transition);
    bySlot
        .computeIfAbsent(
            terms.nodes().slot(commit.key()),
            slot ->
                new CommitGroups<>(
                    endOfTick,
                    LIMITS,
                    () -> places(slot),
                    (group, following) -> depart(slot, group, following)))
        .add(commit);
    return commit.ended();
  }

  /** Of the node that has the slot now. */
  private NodePlaces places(int slot) {
    return byNode.computeIfAbsent(
        terms.nodes().node(slot), node -> new NodePlaces(endOfTick, terms.nodes().groupsMax()));
  }

  private Future<?> depart(
      int slot, List<Commit<?>> group, Consumer<CommitGroups.Departure<Commit<?>>> following) {
    if (group.size() == 1) {
      return group.get(0).begin();
    }
    if (!terms.nodes().isSplit()) {
      return begin(slot, group, following);
    }
    List<Commit<?>> together = new ArrayList<>();
    List<Commit<?>> apart = new ArrayList<>();
    group.forEach(each -> (isWhole(slot, each.transition()) ? together : apart).add(each));
    // Nobody follows, for a slot that has moved would send both elsewhere.
    return Future.join(inOrder(apart, Commit::begin), begin(slot, together, followers -> {}));
  }

  /** Of those in a Redis Cluster only an API's creation and deletion are not. */
  private boolean isWhole(int slot, Transition<?> transition) {
    return transition.reads().stream()
        .allMatch(read -> terms.nodes().slot(RedisRead.key(read)) == slot);
  }

  private Future<?> begin(
      int slot, List<Commit<?>> together, Consumer<CommitGroups.Departure<Commit<?>>> following) {
    if (together.size() < 2) {
      return inOrder(together, Commit::begin);
    }
    return settled(
        together,
        terms
            .nodes()
            .onOwner(
                together.get(0).key(),
                earliest(together),
                lease -> attempt(lease, slot, together, following)));
  }

  /** Whoever waits for what is stored here may be read behind it, on the same connection. */
  private Future<Boolean> attempt(
      Lease lease,
      int slot,
      List<Commit<?>> together,
      Consumer<CommitGroups.Departure<Commit<?>>> following) {
    CommitGroups.Departure<Commit<?>> behind =
        (next, others) ->
            settled(
                next, lease.again(earliest(next)).use(same -> attempt(same, slot, next, others)));
    return RedisTransaction.ofGroup(
            lease,
            together.stream().map(Commit::participant).toList(),
            terms.replicasToAwait().getAsInt(),
            key -> terms.nodes().slot(key) == slot,
            () -> {
              if (lease.takesMore()) {
                following.accept(behind);
              }
              together.forEach(Commit::endIfDecided);
            })
        .attempt();
  }

  private static Future<Boolean> settled(List<Commit<?>> together, Future<Boolean> stored) {
    stored.onComplete(
        ended -> {
          List<Commit<?>> others = new ArrayList<>();
          for (Commit<?> each : together) {
            if (!ends(each, stored)) {
              others.add(each);
            }
          }
          inOrder(others, each -> each.proceed(stored));
        });
    return stored;
  }

  /** What its caller throws on hearing of it must not keep the others from hearing of theirs. */
  private static boolean ends(Commit<?> commit, Future<Boolean> stored) {
    try {
      return commit.ended().isComplete() || commit.succeeds(stored);
    } catch (RuntimeException e) {
      LOG.error("The end of a change failed", e);
      commit.fail(e);
      return true;
    }
  }

  private static Deadline earliest(List<Commit<?>> commits) {
    return commits.stream().map(Commit::deadline).reduce(Deadline::earlier).orElseThrow();
  }

  /** Those of one subject one after the other, the others beside each other. */
  private static Future<?> inOrder(
      List<Commit<?>> commits, Function<Commit<?>, Future<?>> beginning) {
    Map<Read, Future<?>> last = new HashMap<>();
    for (Commit<?> each : commits) {
      Future<?> before = last.getOrDefault(each.subject(), Future.succeededFuture());
      last.put(
          each.subject(),
          before.transform((ended, failure) -> beginning.apply(each).otherwiseEmpty()));
    }
    return Future.join(List.copyOf(last.values()));
  }
}
