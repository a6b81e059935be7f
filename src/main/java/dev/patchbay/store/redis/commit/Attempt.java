package dev.patchbay.store.redis.commit;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one commit or several, on one connection: WATCH and the reads, the decisions, then
 * MULTI, the writes and EXEC. Two round trips, and one more each time a lone decision needs more.
 */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final Lease lease;
  private final List<PendingCommit<?>> commits;
  private final int replicasToAwait;
  private final Overlay overlay;
  private final Decisions decisions;

  /**
   * An attempt that is not made yet.
   *
   * @param here which keys lie in the slot of the commits' subjects
   * @param replicasToAwait how many replicas must have the changes before they are answered; 0 for
   *     none
   */
  Attempt(
      Lease lease, List<PendingCommit<?>> commits, Predicate<String> here, int replicasToAwait) {
    this.lease = lease;
    this.commits = commits;
    this.replicasToAwait = replicasToAwait;
    this.overlay = new Overlay(here);
    this.decisions = new Decisions(commits, overlay, lease::canReplyBy);
  }

  /**
   * Reads and decides.
   *
   * @return whether the decisions can be stored: false where the reads of a view had changed
   */
  Future<Boolean> decide() {
    Set<Read> reads = new LinkedHashSet<>();
    commits.forEach(each -> reads.addAll(each.transition().reads()));
    return readAndDecide(reads);
  }

  private Future<Boolean> readAndDecide(Set<Read> reads) {
    return (reads.isEmpty() ? Future.succeededFuture() : read(reads))
        .compose(read -> admissions())
        .compose(
            admitted -> {
              Decision<?> needsMore = decisions.decide();
              return needsMore == null
                  ? Future.succeededFuture(true)
                  : readMore(commits.get(0), needsMore);
            });
  }

  private Future<?> read(Set<Read> reads) {
    ReadBatch batch = ReadBatch.of(reads, commits.size() > 1);
    List<Request> commands = batch.commands();
    commands.add(0, batch.watch());
    countRoundTrip();
    return lease
        .watch(commands, calls())
        .onSuccess(replies -> overlay.add(batch.result(replies.subList(1, replies.size()))));
  }

  private void countRoundTrip() {
    commits.forEach(PendingCommit::countRoundTrip);
  }

  private List<Call> calls() {
    return commits.stream().map(each -> each.transition().call()).toList();
  }

  /** Nothing is decided before they are known. */
  private Future<?> admissions() {
    List<Future<?>> unknown = new ArrayList<>();
    for (PendingCommit<?> each : commits) {
      Future<?> admission = each.transition().call().admission();
      if (!admission.succeeded()) {
        admission.onFailure(refusal -> decisions.refuse(each, refusal));
        unknown.add(admission);
      }
    }
    return unknown.stream().allMatch(Future::isComplete)
        ? Future.succeededFuture()
        : Future.join(unknown).otherwiseEmpty();
  }

  @SuppressWarnings("unchecked")
  private <R> Future<Boolean> readMore(PendingCommit<R> alone, Decision<?> decision) {
    if (decision instanceof Decision.View<?> view) {
      return view(alone, (Decision.View<R>) view);
    }
    Set<Read> more = ((Decision.NeedMore<?>) decision).reads();
    if (overlay.reads().containsAll(more)) {
      throw new IllegalStateException("asked again for a read: " + more);
    }
    return readAndDecide(more);
  }

  /**
   * Inside EXEC and not under WATCH: Redis compares each key of a WATCH with all keys watched
   * before, which for 6,300 of them keeps all other clients waiting for two seconds.
   */
  private <R> Future<Boolean> view(PendingCommit<R> alone, Decision.View<R> view) {
    ReadBatch batch = ReadBatch.of(view.reads(), false);
    List<Request> commands = batch.commands();
    commands.add(0, Request.cmd(Command.MULTI));
    commands.add(Request.cmd(Command.EXEC));
    countRoundTrip();
    return lease
        .execute(commands, calls())
        .map(
            replies -> {
              Response executed = replies.get(replies.size() - 1);
              if (executed == null) {
                return false;
              }
              overlay.add(batch.result(values(executed)));
              ReadValues values = overlay.values(overlay.reads()).orElseThrow();
              decisions.conclude(alone, view.result().apply(values.snapshot()));
              return true;
            });
  }

  private static List<Response> values(Response executed) {
    List<Response> values = new ArrayList<>();
    for (Response reply : executed) {
      if (reply != null && reply.type() == ResponseType.ERROR) {
        LOG.error("A read failed inside EXEC: {}", reply.toString());
        throw new ServiceException(ErrorCode.INTERNAL_FAILURE, "What is stored cannot be read");
      }
      values.add(reply);
    }
    return values;
  }

  /**
   * Stores the decisions; sends nothing where they write nothing.
   *
   * @return whether all was stored: false where something that was read changed before EXEC, so
   *     that nothing was. Fails with OUTCOME_UNKNOWN where EXEC may have been run; with any other
   *     {@link dev.patchbay.store.redis.connection.RedisFailure} nothing was stored.
   */
  Future<Boolean> store() {
    Set<PendingCommit<?>> writers = overlay.writers().keySet();
    if (writers.isEmpty()) {
      return Future.succeededFuture(true);
    }
    lease.waitUntil(
        writers.stream().map(PendingCommit::deadline).reduce(Deadline::earlier).orElseThrow());
    WriteBatch batch = new WriteBatch(overlay, replicasToAwait, lease.millisLeft());
    countRoundTrip();
    return lease
        .execute(batch.commands(), calls())
        .map(
            replies -> {
              ServiceException inPart =
                  new ServiceException(ErrorCode.INTERNAL_FAILURE, "The change was stored in part");
              batch.storedInPart(replies).forEach(each -> decisions.refuse(each, inPart));
              return batch.isStored(replies);
            })
        .recover(failure -> Future.failedFuture(batch.meaning(failure)));
  }

  /** Returns the commits of which the outcome no longer depends on EXEC. */
  List<PendingCommit<?>> certain() {
    return decisions.certain();
  }

  /**
   * Returns the outcome of a commit, once {@link #decide} has failed or {@link #store} has ended.
   */
  <R> Outcome<R> outcome(PendingCommit<R> commit, Future<Boolean> stored) {
    return decisions.outcome(commit, stored, replicasToAwait == 0);
  }
}
