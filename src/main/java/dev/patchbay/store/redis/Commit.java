package dev.patchbay.store.redis;

import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One transition from its turn to its end: attempts until one is neither lost to a race nor to a
 * connection, all before one deadline.
 *
 * <p>A connection that is lost before EXEC was sent has changed nothing, so there is one more
 * attempt. If EXEC was sent and not answered there is none: what was stored is read, and the
 * outcome is known if that bears the stamp of this transition, else it is told to be unknown.
 *
 * @param <R> what the transition answers
 */
final class Commit<R> {

  /** About one commit's time, so that the loser of a race comes back when the winner is done. */
  private static final long BACKOFF_MILLIS = 4;

  /** Beyond this, waiting longer does not make winning likelier. */
  private static final long BACKOFF_MILLIS_MAX = 250;

  /** With the count after it, unlike that of any other process on the same Redis. */
  private static final String PROCESS =
      Long.toUnsignedString(new SecureRandom().nextLong(), 36) + ".";

  private static final AtomicLong COMMITS = new AtomicLong();

  private final Vertx vertx;
  private final RedisNodes nodes;
  private final RedisLimits limits;
  private final RandomGenerator random;
  private final Deadline deadline;
  private final Transition<R> transition;
  private final RedisTransaction.Terms terms;
  private boolean lostConnection;
  private Supplier<Optional<RedisTransaction.Trace<R>>> trace = Optional::empty;

  /**
   * @param deadline of all of it, its wait for its turn included
   */
  Commit(
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      int replicasToAwait,
      Deadline deadline,
      Transition<R> transition) {
    this.vertx = vertx;
    this.nodes = nodes;
    this.limits = limits;
    this.random = random;
    this.deadline = deadline;
    this.transition = transition;
    this.terms =
        new RedisTransaction.Terms(
            PROCESS + Long.toString(COMMITS.incrementAndGet(), 36), replicasToAwait);
  }

  /** Fails with {@link RedisFailure}, the transition's refusal or CONFLICT. */
  Future<R> attempt(int attempt) {
    return once()
        .compose(
            result -> result.map(Future::succeededFuture).orElseGet(() -> again(attempt)),
            failure -> afterFailure(attempt, failure));
  }

  private Future<Optional<R>> once() {
    transition.call().attempted();
    if (nodes.isSplit()) {
      SplitTransaction<R> split = new SplitTransaction<>(nodes, transition, terms, deadline);
      trace = split::trace;
      return split.attempt();
    }
    return nodes.onOwner(
        RedisRead.of(transition.subject()).key(),
        deadline,
        lease -> {
          RedisTransaction<R> whole = new RedisTransaction<>(lease, transition, terms);
          trace = whole::trace;
          return whole.attempt();
        });
  }

  private Future<R> again(int attempt) {
    transition.call().lostRace();
    long backoffMillis = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << (attempt - 1));
    long waitMillis = 1 + random.nextLong(backoffMillis);
    // Out of attempts or out of time, nothing was stored and Redis is well: it is a conflict.
    if (attempt >= limits.attemptsMax() || deadline.millisLeft(waitMillis + 1) <= waitMillis) {
      return Future.failedFuture(ServiceException.concurrentModification());
    }
    return vertx.timer(waitMillis, TimeUnit.MILLISECONDS).compose(waited -> attempt(attempt + 1));
  }

  private Future<R> afterFailure(int attempt, Throwable failure) {
    if (!(failure instanceof RedisFailure known)) {
      return Future.failedFuture(failure);
    }
    if (known.fault() == RedisFault.OUTCOME_UNKNOWN) {
      return trace.get().map(found -> find(found, known)).orElseGet(() -> failed(known));
    }
    if (known.fault().isLostConnection() && !lostConnection) {
      lostConnection = true;
      return attempt(attempt);
    }
    return failed(known);
  }

  /** EXEC stores all or nothing, so one record with the stamp is proof of all. */
  private Future<R> find(RedisTransaction.Trace<R> trace, RedisFailure unknown) {
    return nodes
        .send(trace.key(), List.of(Request.cmd(Command.GET).arg(trace.key())), deadline)
        .transform(
            (replies, failure) ->
                failure == null
                        && replies.get(0) != null
                        && replies.get(0).toBuffer().equals(trace.record())
                    ? Future.succeededFuture(trace.result())
                    : failed(unknown));
  }

  private static <T> Future<T> failed(RedisFailure failure) {
    return Future.failedFuture(failure);
  }
}
