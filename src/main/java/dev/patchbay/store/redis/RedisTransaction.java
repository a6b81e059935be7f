package dev.patchbay.store.redis;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at a transition on one leased connection: WATCH and the reads, the decision, then
 * MULTI, the writes or the reads of a view, and EXEC. Two round trips, and one more each time the
 * decision needs more.
 *
 * @param <R> what the transition answers
 */
final class RedisTransaction<R> {

  /**
   * What all attempts at one transition have in common.
   *
   * @param stamp goes into the records that it stores, and into those of no other
   * @param replicasToAwait how many must have the change before it is answered; 0 for none
   */
  record Terms(String stamp, int replicasToAwait) {}

  /**
   * By what an outcome is known, when it is not by its reply.
   *
   * @param key of a record that is written
   * @param record what is there if, and only if, EXEC was run and nobody came after it
   */
  record Trace<R>(String key, Buffer record, R result) {}

  private static final Logger LOG = LoggerFactory.getLogger(RedisTransaction.class);

  /** Far more than a replica at hand needs, and time is left for the answer. */
  private static final long REPLICA_WAIT_MILLIS_MAX = 200;

  private final RedisConnections.Lease lease;
  private final Transition<R> transition;
  private final Terms terms;
  private final Predicate<String> keys;
  private final Map<Read, Object> found = new HashMap<>();
  private Optional<Trace<R>> trace = Optional.empty();

  RedisTransaction(RedisConnections.Lease lease, Transition<R> transition, Terms terms) {
    this(lease, transition, terms, Map.of(), key -> true);
  }

  /**
   * An attempt of which this connection's node has a part alone.
   *
   * @param elsewhere what the decision sees beside its own reads
   * @param keys which of the keys that the writes touch are written here
   */
  RedisTransaction(
      RedisConnections.Lease lease,
      Transition<R> transition,
      Terms terms,
      Map<Read, Object> elsewhere,
      Predicate<String> keys) {
    this.lease = lease;
    this.transition = transition;
    this.terms = terms;
    this.keys = keys;
    found.putAll(elsewhere);
  }

  /**
   * The transition's result; empty when something that it read changed before EXEC, so that nothing
   * was stored. Fails with OUTCOME_UNKNOWN where EXEC may have been run; with any other {@link
   * RedisFailure} nothing was stored.
   */
  Future<Optional<R>> attempt() {
    return read(transition.reads());
  }

  /**
   * How to find out what became of an unknown outcome; empty where that is not possible: what was
   * deleted may have been deleted by others, and a record that is read tells nothing of replicas.
   */
  Optional<Trace<R>> trace() {
    return trace;
  }

  private Future<Optional<R>> read(Set<Read> reads) {
    List<RedisRead> redisReads = reads.stream().map(RedisRead::of).toList();
    List<Request> commands = new ArrayList<>();
    Request watch = Request.cmd(Command.WATCH);
    commands.add(watch);
    for (RedisRead read : redisReads) {
      watch.arg(read.key());
      commands.addAll(read.commands());
    }
    lease.watchBegun();
    return send(commands)
        .compose(
            replies -> {
              take(redisReads, replies.subList(1, replies.size()));
              return transition.call().admission().compose(admitted -> decide());
            });
  }

  private Future<List<Response>> send(List<Request> commands) {
    transition.call().sent();
    return lease.batch(commands);
  }

  private void take(List<RedisRead> redisReads, List<Response> replies) {
    int next = 0;
    for (RedisRead read : redisReads) {
      int end = next + read.commands().size();
      found.put(read.read(), read.meaning().apply(replies.subList(next, end)));
      next = end;
    }
  }

  private Future<Optional<R>> decide() {
    Decision<R> decision = transition.decision().apply(new Snapshot(found));
    if (decision instanceof Decision.Commit<R> commit) {
      return commit.writes().isEmpty()
          ? Future.succeededFuture(Optional.of(commit.result()))
          : write(commit.writes(), commit.result());
    }
    if (decision instanceof Decision.Reject<R> reject) {
      return Future.failedFuture(reject.refusal());
    }
    if (decision instanceof Decision.View<R> view) {
      return view(view);
    }
    Set<Read> more = ((Decision.NeedMore<R>) decision).reads();
    if (found.keySet().containsAll(more)) {
      throw new IllegalStateException("asked again for what was read: " + more);
    }
    return read(more);
  }

  private Future<Optional<R>> write(List<Write> writes, R result) {
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.MULTI));
    commands.addAll(RedisWrites.commands(writes, terms.stamp(), keys));
    int exec = commands.size();
    commands.add(Request.cmd(Command.EXEC));
    if (terms.replicasToAwait() > 0) {
      // After EXEC, for inside a transaction it would not wait.
      commands.add(
          Request.cmd(Command.WAIT)
              .arg(terms.replicasToAwait())
              .arg(Math.max(1, Math.min(REPLICA_WAIT_MILLIS_MAX, lease.millisLeft() / 2))));
    } else {
      trace = trace(writes, result);
    }
    return send(commands)
        .map(replies -> outcome(replies, exec, result))
        .recover(failure -> Future.failedFuture(unlessRefused(failure, exec)));
  }

  private Optional<Trace<R>> trace(List<Write> writes, R result) {
    return writes.stream()
        .filter(Write.Put.class::isInstance)
        .map(put -> ((Write.Put) put).next())
        .findFirst()
        .map(
            resource ->
                new Trace<>(
                    RedisKeys.record(resource.id()),
                    RecordCodec.encodeRecord(resource, terms.stamp()),
                    result));
  }

  private Optional<R> outcome(List<Response> replies, int exec, R result) {
    lease.watchEnded();
    Response executed = replies.get(exec);
    if (executed == null) {
      return Optional.empty();
    }
    checkEach(executed);
    if (terms.replicasToAwait() > 0
        && replies.get(exec + 1).toInteger() < terms.replicasToAwait()) {
      throw new RedisFailure(RedisFault.OUTCOME_UNKNOWN, "too few replicas have the change");
    }
    return Optional.of(result);
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
  private Future<Optional<R>> view(Decision.View<R> view) {
    List<RedisRead> redisReads = view.reads().stream().map(RedisRead::of).toList();
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.MULTI));
    redisReads.forEach(read -> commands.addAll(read.commands()));
    commands.add(Request.cmd(Command.EXEC));
    return send(commands)
        .map(
            replies -> {
              lease.watchEnded();
              Response executed = replies.get(replies.size() - 1);
              if (executed == null) {
                return Optional.<R>empty();
              }
              take(redisReads, values(executed));
              return Optional.of(view.result().apply(new Snapshot(found)));
            });
  }

  private static List<Response> values(Response executed) {
    List<Response> values = new ArrayList<>();
    for (Response reply : executed) {
      if (reply != null && reply.type() == ResponseType.ERROR) {
        LOG.error("A read failed inside EXEC: {}", reply);
        throw new ServiceException(ErrorCode.INTERNAL_FAILURE, "What is stored cannot be read");
      }
      values.add(reply);
    }
    return values;
  }

  /**
   * A command that fails inside EXEC does not undo the others: it takes a key that is not ours to
   * bring it about.
   */
  private static void checkEach(Response executed) {
    for (Response reply : executed) {
      if (reply != null && reply.type() == ResponseType.ERROR) {
        LOG.error("A command failed inside EXEC: {}", reply);
        throw new ServiceException(ErrorCode.INTERNAL_FAILURE, "The change was stored in part");
      }
    }
  }
}
