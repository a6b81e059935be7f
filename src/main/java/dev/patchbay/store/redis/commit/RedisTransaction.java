package dev.patchbay.store.redis.commit;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.layout.Removals;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one transition, or at some together, on one leased connection: WATCH and the
 * reads, the decisions, then MULTI, the writes or the reads of a view, and EXEC. Two round trips,
 * and one more each time a lone decision needs more.
 */
final class RedisTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(RedisTransaction.class);

  /** Far more than a replica at hand needs, and time is left for the answer. */
  private static final long REPLICA_WAIT_MILLIS_MAX = 200;

  private final Lease lease;
  private final List<? extends Participant<?>> participants;
  private final int replicasToAwait;
  private final boolean group;
  private final Runnable whenSent;
  private final Map<Read, Object> found;
  private final Map<Read, String> keys = new HashMap<>();
  private final Map<String, Removals> removals = new HashMap<>();
  private final PendingWrites writes;

  /**
   * An attempt at a transition of which this connection's node may have a part alone.
   *
   * @param replicasToAwait how many must have the changes before they are answered; 0 for none
   * @param elsewhere what the decision sees beside its own reads
   * @param keys which of the keys that the writes touch are written here
   */
  static RedisTransaction ofOne(
      Lease lease,
      Participant<?> alone,
      int replicasToAwait,
      Map<Read, Object> elsewhere,
      Predicate<String> keys) {
    return new RedisTransaction(
        lease,
        List.of(alone),
        replicasToAwait,
        false,
        () -> {},
        elsewhere,
        PendingWrites.ofOne(keys));
  }

  /**
   * An attempt at several transitions.
   *
   * @param keys which of the keys that the writes touch can be written here; who touches others is
   *     left out
   * @param whenSent is run when nothing but the reply of EXEC is waited for
   */
  static RedisTransaction ofGroup(
      Lease lease,
      List<? extends Participant<?>> participants,
      int replicasToAwait,
      Predicate<String> keys,
      Runnable whenSent) {
    return new RedisTransaction(
        lease,
        participants,
        replicasToAwait,
        true,
        whenSent,
        Map.of(),
        PendingWrites.ofGroup(keys));
  }

  private RedisTransaction(
      Lease lease,
      List<? extends Participant<?>> participants,
      int replicasToAwait,
      boolean group,
      Runnable whenSent,
      Map<Read, Object> elsewhere,
      PendingWrites writes) {
    this.lease = lease;
    this.participants = participants;
    this.replicasToAwait = replicasToAwait;
    this.group = group;
    this.whenSent = whenSent;
    this.found = new HashMap<>(elsewhere);
    this.writes = writes;
  }

  /**
   * Whether what was to be stored has been stored: false when something that was read changed
   * before EXEC, so that nothing was. Fails with OUTCOME_UNKNOWN where EXEC may have been run; with
   * any other {@link RedisFailure} nothing was stored. The {@link Participant#outcome} of each says
   * what that means for it.
   */
  Future<Boolean> attempt() {
    Set<Read> reads = new LinkedHashSet<>();
    participants.forEach(each -> reads.addAll(each.transition().reads()));
    return read(reads);
  }

  private Future<Boolean> read(Set<Read> reads) {
    ReadBatch batch = ReadBatch.of(reads, group);
    batch.keep(keys);
    tellOfTrip();
    return lease
        .watch(batch.commands(), calls())
        .compose(
            replies -> {
              ReadBatch.Result result = batch.result(replies);
              found.putAll(result.found());
              removals.putAll(result.removals());
              return admissions();
            })
        .compose(known -> group ? decideTogether() : decideAlone(participants.get(0)))
        .onFailure(this::sendEachItsOwnWay);
  }

  /** One key of a wrong type refuses the reads of all. */
  private void sendEachItsOwnWay(Throwable failure) {
    if (group
        && failure instanceof RedisFailure refused
        && (refused.fault() == RedisFault.WRONG_TYPE || refused.fault() == RedisFault.REFUSED)) {
      participants.forEach(Participant::leaveOut);
    }
  }

  private Future<List<Response>> execute(List<Request> commands) {
    tellOfTrip();
    return lease.execute(commands, calls());
  }

  private List<Call> calls() {
    return participants.stream().map(each -> each.transition().call()).toList();
  }

  private void tellOfTrip() {
    participants.forEach(each -> each.transition().call().sent());
  }

  /** Nothing is decided before they are known. */
  private Future<?> admissions() {
    List<Future<?>> unknown = new ArrayList<>();
    for (Participant<?> each : participants) {
      Future<?> admission = each.transition().call().admission();
      if (!admission.succeeded()) {
        admission.onFailure(each::fail);
        unknown.add(admission);
      }
    }
    return unknown.stream().allMatch(Future::isComplete)
        ? Future.succeededFuture()
        : Future.join(unknown).otherwiseEmpty();
  }

  private Future<Boolean> decideTogether() {
    new GroupDecisions(keys, found, removals, writes, lease::canReplyBy).decide(participants);
    return store();
  }

  private <R> Future<Boolean> decideAlone(Participant<R> alone) {
    Decision<R> decision = alone.isUndecided() ? alone.decide(found, removals) : null;
    if (decision instanceof Decision.View<R> view) {
      return view(alone, view);
    }
    if (decision instanceof Decision.NeedMore<R> more) {
      if (found.keySet().containsAll(more.reads())) {
        throw new IllegalStateException("asked again for what was read: " + more.reads());
      }
      return read(more.reads());
    }
    if (alone.writes().isEmpty()) {
      alone.settle();
    } else if (!lease.canReplyBy(alone.deadline())) {
      alone.fail(RedisFailure.tooLate()); // Or EXEC might store what its caller gave up.
    } else {
      writes.add(alone);
    }
    return store();
  }

  private Future<Boolean> store() {
    if (writes.isEmpty()) {
      return Future.succeededFuture(true);
    }
    lease.waitUntil(writes.deadline());
    List<PendingWrites.Step> steps = writes.steps();
    List<Request> commands = new ArrayList<>(steps.size() + 3);
    commands.add(Request.cmd(Command.MULTI));
    steps.forEach(step -> commands.add(step.command()));
    int exec = commands.size();
    commands.add(Request.cmd(Command.EXEC));
    if (replicasToAwait > 0) {
      // After EXEC, for inside a transaction it would not wait.
      commands.add(
          Request.cmd(Command.WAIT)
              .arg(replicasToAwait)
              .arg(Math.max(1, Math.min(REPLICA_WAIT_MILLIS_MAX, lease.millisLeft() / 2))));
    } else {
      writes.leaveTraces();
    }
    Future<List<Response>> sent = execute(commands);
    tellSent();
    return sent.map(replies -> stored(replies, exec, steps))
        .recover(failure -> Future.failedFuture(unlessRefused(failure, exec)));
  }

  /** What fails here changes nothing about what was sent, whose outcome is still to come. */
  private void tellSent() {
    try {
      whenSent.run();
    } catch (RuntimeException e) {
      LOG.error("The work that follows a transaction failed", e);
    }
  }

  private boolean stored(List<Response> replies, int exec, List<PendingWrites.Step> steps) {
    Response executed = replies.get(exec);
    if (executed == null) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      checkStored(steps.get(i).of(), executed.get(i));
    }
    if (replicasToAwait > 0 && replies.get(exec + 1).toInteger() < replicasToAwait) {
      throw new RedisFailure(RedisFault.OUTCOME_UNKNOWN, "too few replicas have the change");
    }
    return true;
  }

  /**
   * A command that fails inside EXEC does not undo the others: it takes a key that is not ours to
   * bring it about.
   */
  private void checkStored(@Nullable Participant<?> participant, Response reply) {
    if (reply != null && reply.type() == ResponseType.ERROR) {
      LOG.error("A command failed inside EXEC: {}", reply.toString());
      ServiceException inPart =
          new ServiceException(ErrorCode.INTERNAL_FAILURE, "The change was stored in part");
      (participant == null ? writes.writers() : Set.of(participant))
          .forEach(each -> each.fail(inPart));
    }
  }

  /** What was not sent, and an EXEC that Redis itself refused, have stored nothing. */
  private static Throwable unlessRefused(Throwable failure, int exec) {
    if (!(failure instanceof RedisFailure known)
        || known.fault() == RedisFault.NOT_SENT
        || known.fault() == RedisFault.TOO_LATE
        || known.fault() == RedisFault.POOL_EXHAUSTED
        || known.fault() == RedisFault.OUTCOME_UNKNOWN
        || known.refusedTransaction(exec)) {
      return failure;
    }
    return new RedisFailure(RedisFault.OUTCOME_UNKNOWN, known.fault() + ": " + known.getMessage());
  }

  /**
   * Inside EXEC and not under WATCH: Redis compares each key of a WATCH with all keys watched
   * before, which for 6,300 of them keeps everyone else waiting for two seconds.
   */
  private <R> Future<Boolean> view(Participant<R> alone, Decision.View<R> view) {
    ReadBatch batch = ReadBatch.of(view.reads(), false);
    List<Request> commands = batch.commands();
    commands.set(0, Request.cmd(Command.MULTI));
    commands.add(Request.cmd(Command.EXEC));
    return execute(commands)
        .map(
            replies -> {
              Response executed = replies.get(replies.size() - 1);
              if (executed == null) {
                return false;
              }
              found.putAll(batch.result(values(executed)).found());
              alone.settle(view.result().apply(new Snapshot(Participant.readable(found))));
              return true;
            });
  }

  /** The replies of EXEC, as those of a batch whose first command was MULTI. */
  private static List<Response> values(Response executed) {
    List<Response> values = new ArrayList<>();
    values.add(null);
    for (Response reply : executed) {
      if (reply != null && reply.type() == ResponseType.ERROR) {
        LOG.error("A read failed inside EXEC: {}", reply.toString());
        throw new ServiceException(ErrorCode.INTERNAL_FAILURE, "What is stored cannot be read");
      }
      values.add(reply);
    }
    return values;
  }
}
