package dev.patchbay.store.redis.commit;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Makes attempts on connections to the owners of their slots. */
final class Attempts {

  /**
   * The result of an attempt.
   *
   * @param latest the attempt on the last connection; null where no connection was acquired
   */
  record Attempted(@Nullable Attempt latest, Future<Boolean> stored) {

    <R> Outcome<R> outcome(PendingCommit<R> commit) {
      return latest == null ? Outcome.ofFailure(stored.cause()) : latest.outcome(commit, stored);
    }
  }

  private final RedisNodes nodes;
  private final IntSupplier replicasToAwait;

  /**
   * Attempts on the nodes.
   *
   * @param replicasToAwait how many replicas must have a change before it is answered; asked anew
   *     for each
   */
  Attempts(RedisNodes nodes, IntSupplier replicasToAwait) {
    this.nodes = nodes;
    this.replicasToAwait = replicasToAwait;
  }

  /** Attempts commits of one slot together; never fails. */
  Future<Attempted> together(List<PendingCommit<?>> commits) {
    AtomicReference<@Nullable Attempt> latest = new AtomicReference<>();
    String key = commits.get(0).key();
    int slot = nodes.slot(key);
    Future<Boolean> stored =
        onOwner(
            key,
            commits.stream().map(PendingCommit::deadline).reduce(Deadline::earlier).orElseThrow(),
            lease -> {
              int replicas = replicasToAwait.getAsInt();
              Attempt attempt =
                  new Attempt(lease, commits, other -> nodes.slot(other) == slot, replicas);
              latest.set(attempt);
              commits.forEach(PendingCommit::countAttempt);
              return attempt
                  .decide()
                  .compose(storable -> storable ? store(attempt) : Future.succeededFuture(false));
            });
    return stored.transform(ended -> Future.succeededFuture(new Attempted(latest.get(), stored)));
  }

  private <T> Future<T> onOwner(String key, Deadline deadline, Function<Lease, Future<T>> work) {
    return Future.succeededFuture().compose(begun -> nodes.onOwner(key, deadline, work));
  }

  /** Sends EXEC, and answers the commits that do not depend on its reply. */
  private static Future<Boolean> store(Attempt attempt) {
    Future<Boolean> stored = attempt.store();
    attempt.certain().forEach(each -> answer(each, attempt, stored));
    return stored;
  }

  private static <R> void answer(PendingCommit<R> commit, Attempt attempt, Future<Boolean> stored) {
    commit.answer(attempt.outcome(commit, stored));
  }

  /** Makes an attempt at one commit in both of its slots; never fails. */
  <R> Future<Outcome<R>> inTwoSlots(PendingCommit<R> commit) {
    commit.countAttempt();
    return new TwoSlotCommit<>(nodes, commit, this).attempt();
  }

  /** Makes an attempt at one commit of one slot; never fails. */
  <R> Future<Outcome<R>> part(PendingCommit<R> part) {
    return together(List.of(part)).map(attempted -> attempted.outcome(part));
  }
}
