package dev.patchbay.store.redis;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import io.vertx.core.Future;
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
 * MULTI, the writes and EXEC. Two round trips, and one more each time the decision needs more.
 *
 * @param <R> what the transition answers
 */
final class RedisTransaction<R> {

  private static final Logger LOG = LoggerFactory.getLogger(RedisTransaction.class);

  private final RedisConnections.Lease lease;
  private final Transition<R> transition;
  private final Predicate<String> keys;
  private final Map<Read, Object> found = new HashMap<>();

  RedisTransaction(RedisConnections.Lease lease, Transition<R> transition) {
    this(lease, transition, Map.of(), key -> true);
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
      Map<Read, Object> elsewhere,
      Predicate<String> keys) {
    this.lease = lease;
    this.transition = transition;
    this.keys = keys;
    found.putAll(elsewhere);
  }

  /**
   * The transition's result; empty when something that it read changed before EXEC, so that nothing
   * was stored.
   */
  Future<Optional<R>> attempt() {
    return read(transition.reads());
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
    return lease
        .batch(commands)
        .compose(
            replies -> {
              int next = 1;
              for (RedisRead read : redisReads) {
                int end = next + read.commands().size();
                found.put(read.read(), read.meaning().apply(replies.subList(next, end)));
                next = end;
              }
              return decide();
            });
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
    Set<Read> more = ((Decision.NeedMore<R>) decision).reads();
    if (found.keySet().containsAll(more)) {
      throw new IllegalStateException("asked again for what was read: " + more);
    }
    return read(more);
  }

  private Future<Optional<R>> write(List<Write> writes, R result) {
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.MULTI));
    commands.addAll(RedisWrites.commands(writes, keys));
    commands.add(Request.cmd(Command.EXEC));
    return lease
        .batch(commands)
        .map(
            replies -> {
              lease.watchEnded();
              Response executed = replies.get(replies.size() - 1);
              if (executed == null) {
                return Optional.<R>empty();
              }
              checkEach(executed);
              return Optional.of(result);
            });
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
