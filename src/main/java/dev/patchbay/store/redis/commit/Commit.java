package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.WriteId;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One transition from its turn to its end: attempts until one is neither lost to a race nor to a
 * connection, all before one deadline. The first may be made in a group, all others are made alone.
 *
 * <p>A connection that is lost before EXEC was sent has changed nothing, so there is one more
 * attempt. If EXEC was sent and not answered there is none: what was stored is read, and the
 * outcome is known if that bears the stamp of this transition, else it is told to be unknown.
 *
 * @param <R> what the transition answers
 */
public final class Commit<R> implements CommitGroups.Member {

  /**
   * What all commits of one event loop have in common.
   *
   * @param replicasToAwait how many must have a change before it is answered; asked anew for each
   */
  public record Terms(
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      IntSupplier replicasToAwait) {}

  /** About one commit's time, so that the loser of a race comes back when the winner is done. */
  private static final long BACKOFF_MILLIS = 4;

  /** Beyond this, waiting longer does not make winning likelier. */
  private static final long BACKOFF_MILLIS_MAX = 250;

  /** With the count after it, unlike that of any other process on the same Redis. */
  private static final String PROCESS =
      Long.toUnsignedString(new SecureRandom().nextLong(), 36) + ".";

  private static final AtomicLong COMMITS = new AtomicLong();

  private final Terms terms;
  private final Transition<R> transition;
  private final String key;
  private final Deadline deadline;
  private final WriteId mark;
  private final Promise<R> outcome = Promise.promise();
  private boolean lostConnection;
  private @Nullable Participant<R> participant;
  private Supplier<Optional<Participant.Trace<R>>> trace = Optional::empty;

  /** Its time, in which its wait for its turn is included, begins now. */
  Commit(Terms terms, Transition<R> transition) {
    this.terms = terms;
    this.transition = transition;
    this.key = RedisRead.key(transition.subject());
    this.deadline = terms.nodes().deadline();
    this.mark =
        new WriteId(
            PROCESS + Long.toString(COMMITS.incrementAndGet(), 36),
            transition.call().author(),
            terms.limits().changesMax());
  }

  @Override
  public Read subject() {
    return transition.subject();
  }

  /** Of the subject. */
  String key() {
    return key;
  }

  Transition<R> transition() {
    return transition;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Fails with {@link RedisFailure}, the transition's refusal or CONFLICT. */
  @Override
  public Future<R> ended() {
    return outcome.future();
  }

  @Override
  public void refuse() {
    outcome.fail(
        new ServiceException(
            ErrorCode.SERVICE_UNAVAILABLE,
            "Too many changes are waiting. Please try again later."));
  }

  @Override
  public boolean refuseIfLate() {
    if (hasTimeForAttempt(0)) {
      return false;
    }
    outcome.tryFail(RedisFailure.tooLate());
    return true;
  }

  @Override
  public boolean isShortOfTime() {
    return !deadline.allows(terms.limits().commandTimeoutMillis());
  }

  @Override
  public void fail(Throwable cause) {
    outcome.tryFail(cause);
  }

  private boolean hasTimeForAttempt(long afterMillis) {
    return deadline.allows(afterMillis + terms.limits().attemptMillisMin());
  }

  /** Makes the first attempt alone; completes when that one is over, whatever comes after it. */
  Future<?> begin() {
    Future<Optional<R>> first = attempt();
    goOn(first);
    return first;
  }

  /** A part in a transaction with others, which is the first attempt. */
  Participant<R> participant() {
    transition.call().attempted();
    Participant<R> next = new Participant<>(transition, mark, deadline);
    trace = next::trace;
    participant = next;
    return next;
  }

  /** Ends it while that transaction is under way, if that does not matter to it any more. */
  void endIfDecided() {
    Participant<R> taken = participant;
    if (taken != null && taken.isDecidedForGood()) {
      taken.outcome(Future.succeededFuture(false)).map(Optional::orElseThrow).onComplete(outcome);
    }
  }

  /**
   * Ends it with what came of that transaction; false, and nothing is done, where it takes more.
   */
  boolean succeeds(Future<Boolean> stored) {
    Participant<R> taken = participant;
    if (taken == null) {
      return false;
    }
    Future<Optional<R>> made = taken.outcome(stored);
    Optional<R> result = made.succeeded() ? made.result() : Optional.empty();
    result.ifPresent(outcome::complete);
    return result.isPresent();
  }

  /**
   * Goes on from that transaction. Where the time of another one ended that, this one goes on alone
   * as long as it has time of its own.
   *
   * @param stored as {@link RedisTransaction#attempt} says; it may have failed before that
   * @return the future of {@link #ended}
   */
  Future<R> proceed(Future<Boolean> stored) {
    Participant<R> taken = participant;
    Future<Optional<R>> first =
        taken == null ? Future.failedFuture(stored.cause()) : taken.outcome(stored);
    boolean othersTime =
        stored.cause() instanceof RedisFailure known
            && known.fault().isOwnTime()
            && first.cause() == known;
    goOn(othersTime && hasTimeForAttempt(0) ? attempt() : first);
    return outcome.future();
  }

  private void goOn(Future<Optional<R>> first) {
    after(1, first).onComplete(outcome);
  }

  private Future<R> after(int attempt, Future<Optional<R>> attempted) {
    return attempted.compose(
        result -> result.map(Future::succeededFuture).orElseGet(() -> again(attempt)),
        failure -> afterFailure(attempt, failure));
  }

  private Future<Optional<R>> attempt() {
    if (!hasTimeForAttempt(0)) {
      return Future.failedFuture(RedisFailure.tooLate());
    }
    int replicas = terms.replicasToAwait().getAsInt();
    if (terms.nodes().isSplit()) {
      transition.call().attempted();
      SplitTransaction<R> split =
          new SplitTransaction<>(terms.nodes(), transition, mark, replicas, deadline);
      trace = split::trace;
      return split.attempt();
    }
    return terms
        .nodes()
        .onOwner(
            key,
            deadline,
            lease -> {
              Participant<R> alone = participant();
              Future<Boolean> stored =
                  RedisTransaction.ofOne(lease, alone, replicas, Map.of(), key -> true).attempt();
              return stored.transform(ended -> alone.outcome(stored));
            });
  }

  private Future<R> again(int attempt) {
    transition.call().lostRace();
    long backoffMillis = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << (attempt - 1));
    long waitMillis = 1 + terms.random().nextLong(backoffMillis);
    // Out of attempts or out of time, nothing was stored and Redis is well: it is a conflict.
    if (attempt >= terms.limits().attemptsMax() || !hasTimeForAttempt(waitMillis)) {
      transition.call().gaveUp();
      return Future.failedFuture(ServiceException.concurrentModification());
    }
    return terms
        .vertx()
        .timer(waitMillis, TimeUnit.MILLISECONDS)
        .compose(waited -> after(attempt + 1, attempt()));
  }

  private Future<R> afterFailure(int attempt, Throwable failure) {
    if (failure instanceof Participant.LeftOut) {
      return after(attempt, attempt());
    }
    if (!(failure instanceof RedisFailure known)) {
      return Future.failedFuture(failure);
    }
    if (known.fault() == RedisFault.OUTCOME_UNKNOWN) {
      return trace.get().map(found -> find(found, known)).orElseGet(() -> failed(known));
    }
    if (known.fault().isLostConnection() && !lostConnection && hasTimeForAttempt(0)) {
      lostConnection = true;
      return after(attempt, attempt());
    }
    return failed(known);
  }

  /** EXEC stores all or nothing, so one record with the stamp is proof of all. */
  private Future<R> find(Participant.Trace<R> trace, RedisFailure unknown) {
    return terms
        .nodes()
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
