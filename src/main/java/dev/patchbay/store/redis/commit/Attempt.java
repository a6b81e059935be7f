package dev.patchbay.store.redis.commit;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One attempt at one commit or several of one slot, on a connection to its owner: WATCH and the
 * reads, the decisions, then MULTI, the writes and EXEC. Two round trips, and one more each time a
 * lone decision needs more. After a redirect all of it is made again.
 */
final class Attempt {

  private final RedisNodes nodes;
  private final int replicasToAwait;
  private final DecisionWorkers workers;
  private final List<PendingCommit<?>> commits;
  private final List<Call> calls;
  private Overlay overlay;
  private Decisions decisions;
  private Future<Boolean> stored = Future.failedFuture("not made yet");

  /**
   * An attempt that is not made yet.
   *
   * @param replicasToAwait how many replicas must have the changes before they are answered
   */
  Attempt(
      RedisNodes nodes,
      int replicasToAwait,
      DecisionWorkers workers,
      List<PendingCommit<?>> commits) {
    this.nodes = nodes;
    this.replicasToAwait = replicasToAwait;
    this.workers = workers;
    this.commits = commits;
    this.calls = commits.stream().map(each -> each.transition().call()).toList();
    this.overlay = new Overlay(key -> true);
    this.decisions = new Decisions(commits, overlay, deadline -> true);
  }

  /** Makes the attempt; never fails. */
  Future<Attempt> make() {
    String key = commits.get(0).key();
    stored =
        Future.succeededFuture()
            .compose(begun -> nodes.onOwner(key, earliest(commits), lease -> on(lease, key)));
    return stored.transform((isStored, failure) -> Future.succeededFuture(this));
  }

  private static Deadline earliest(Iterable<PendingCommit<?>> commits) {
    Deadline earliest = commits.iterator().next().deadline();
    for (PendingCommit<?> each : commits) {
      earliest = earliest.earlier(each.deadline());
    }
    return earliest;
  }

  /** Returns the outcome of a commit of this attempt, once it is made. */
  <R> Outcome<R> outcome(PendingCommit<R> commit) {
    return decisions.outcome(commit, stored, replicasToAwait == 0);
  }

  /**
   * Reads, decides and stores.
   *
   * @return whether all was stored: false where a key that was read changed before EXEC, so that
   *     nothing was. Fails with OUTCOME_UNKNOWN where EXEC may have been run; with any other {@link
   *     dev.patchbay.store.redis.connection.RedisFailure} nothing was stored.
   */
  private Future<Boolean> on(Lease lease, String key) {
    int slot = nodes.slot(key);
    overlay = new Overlay(other -> nodes.slot(other) == slot);
    decisions = new Decisions(commits, overlay, lease::canReplyBy);
    Set<Read> reads = new LinkedHashSet<>();
    for (PendingCommit<?> each : commits) {
      each.countAttempt(commits.size() > 1);
      reads.addAll(each.transition().reads());
    }
    return readAndDecide(lease, Needed.watched(reads, commits.size() > 1))
        .compose(decided -> decided ? store(lease) : Future.succeededFuture(false));
  }

  /** Returns false where the reads of a view had changed, so that nothing is decided. */
  private Future<Boolean> readAndDecide(Lease lease, Needed needed) {
    return read(lease, needed)
        .compose(replies -> admissions().map(replies))
        .compose(replies -> onWorker(replies, () -> decide(needed.batch(), replies)))
        .compose(
            more -> more.isEmpty() ? Future.succeededFuture(true) : readMore(lease, more.get()));
  }

  private Future<List<Response>> read(Lease lease, Needed needed) {
    if (needed.batch().reads().isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    commits.forEach(PendingCommit::countRoundTrip);
    return lease.watch(needed.commands(), calls).map(replies -> replies.subList(1, replies.size()));
  }

  /** Nothing else uses the overlay and the decisions meanwhile. */
  private <R> Future<R> onWorker(Iterable<Response> replies, Supplier<R> work) {
    boolean takesLong = commits.stream().anyMatch(each -> each.transition().takesLong());
    return workers.compute(takesLong, replies, earliest(commits), work);
  }

  /** Returns what a lone decision still needs. */
  private Optional<Needed> decide(ReadBatch batch, List<Response> replies) {
    overlay.add(batch.result(replies));
    return Optional.ofNullable(decisions.decide()).map(more -> Needed.by(more, overlay.reads()));
  }

  /** Nothing is decided before the throttle has admitted or refused each call. */
  private Future<?> admissions() {
    List<Future<?>> pending = new ArrayList<>();
    for (PendingCommit<?> each : commits) {
      Future<?> admission = each.transition().call().admission();
      if (!admission.succeeded()) {
        admission.onFailure(refusal -> decisions.refuse(each, refusal));
        pending.add(admission);
      }
    }
    return pending.isEmpty() ? Future.succeededFuture() : Future.join(pending).otherwiseEmpty();
  }

  private Future<Boolean> readMore(Lease lease, Needed needed) {
    return needed.decision() instanceof Decision.View<?>
        ? view(lease, commits.get(0), needed)
        : readAndDecide(lease, needed);
  }

  /**
   * Inside EXEC and not under WATCH: Redis compares each key of a WATCH with all keys watched
   * before, which for 6,300 of them keeps all other clients waiting for two seconds.
   */
  @SuppressWarnings("unchecked")
  private <R> Future<Boolean> view(Lease lease, PendingCommit<R> alone, Needed needed) {
    Decision.View<R> view = (Decision.View<R>) Objects.requireNonNull(needed.decision());
    alone.countRoundTrip();
    return lease
        .execute(needed.commands(), calls)
        .compose(
            replies -> {
              Response executed = replies.get(replies.size() - 1);
              return executed == null
                  ? Future.succeededFuture(false) // A read had changed.
                  : onWorker(executed, () -> result(needed.batch(), executed, view))
                      .onSuccess(result -> decisions.conclude(alone, result))
                      .map(true);
            });
  }

  private <R> R result(ReadBatch batch, Response executed, Decision.View<R> view) {
    overlay.add(batch.result(executed));
    return view.result().apply(overlay.values(overlay.reads()).orElseThrow().snapshot());
  }

  /** Stores the decisions, and answers the commits that do not depend on EXEC once it is sent. */
  private Future<Boolean> store(Lease lease) {
    Future<Boolean> sent = Future.succeededFuture(true);
    Set<PendingCommit<?>> writers = overlay.writers().keySet();
    if (!writers.isEmpty()) {
      lease.waitUntil(earliest(writers));
      WriteBatch batch = new WriteBatch(overlay, replicasToAwait, lease.millisLeft());
      commits.forEach(PendingCommit::countRoundTrip);
      sent =
          lease
              .execute(batch.commands(), calls)
              .map(replies -> isStored(batch, replies))
              .recover(failure -> Future.failedFuture(batch.meaning(failure)));
    }
    decisions.answerCertain();
    return sent;
  }

  private boolean isStored(WriteBatch batch, List<Response> replies) {
    ServiceException inPart =
        new ServiceException(ErrorCode.INTERNAL_FAILURE, "The change was stored in part");
    batch.storedInPart(replies).forEach(each -> decisions.refuse(each, inPart));
    return batch.isStored(replies);
  }
}
