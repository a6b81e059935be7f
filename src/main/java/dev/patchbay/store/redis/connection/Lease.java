package dev.patchbay.store.redis.connection;

import dev.patchbay.call.Call;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection between its borrowing and its return. */
public final class Lease {

  /** An event loop encodes as many, and reads their replies, in some five milliseconds. */
  private static final int COMMANDS_IN_BATCH_MAX = 1_024;

  /** The settings that all leases of one Redis share. */
  record Terms(
      HostPort address,
      RedisLimits limits,
      RedisMeter meter,
      CircuitBreaker circuit,
      LongSupplier nanoClock) {}

  private final Terms terms;
  private final RedisPool from;
  private final RedisConnection connection;
  private Deadline deadline;
  private long lastTripNanos;
  private boolean watching;
  private boolean inDoubt;

  /**
   * Makes the lease of a connection that was just acquired.
   *
   * @param from the pool to which it returns
   * @param deadline the deadline of every command on it
   */
  Lease(Terms terms, RedisPool from, RedisConnection connection, Deadline deadline) {
    this.terms = terms;
    this.from = from;
    this.connection = connection;
    this.deadline = deadline;
  }

  /** Runs work on the connection, then gives it back. */
  public <T> Future<T> use(Function<Lease, Future<T>> work) {
    return Future.succeededFuture()
        .compose(begun -> work.apply(this))
        .onComplete(outcome -> release());
  }

  /** Sends WATCH and reads; the connection is then returned only after EXEC or UNWATCH. */
  public Future<List<Response>> watch(List<Request> commands, List<Call> calls) {
    watching = true;
    return batch(commands, calls);
  }

  /** Sends the commands with EXEC; after any reply to it no key is watched any more. */
  public Future<List<Response>> execute(List<Request> commands, List<Call> calls) {
    return batch(commands, calls).onSuccess(replies -> watching = false);
  }

  /**
   * Sends commands in one write, or one after each {@link #COMMANDS_IN_BATCH_MAX} of them, each
   * with a deadline of its own; the replies come in one list.
   */
  public Future<List<Response>> batch(List<Request> commands) {
    return batch(commands, List.of());
  }

  /** Sends commands that are part of the calls' transactions. */
  public Future<List<Response>> batch(List<Request> commands, List<Call> calls) {
    return commands.size() <= COMMANDS_IN_BATCH_MAX
        ? inTime(commands, calls, () -> connection.batch(commands))
        : parts(commands, calls, 0, new ArrayList<>());
  }

  private Future<List<Response>> parts(
      List<Request> commands, List<Call> calls, int from, List<Response> replies) {
    int to = Math.min(commands.size(), from + COMMANDS_IN_BATCH_MAX);
    List<Request> part = commands.subList(from, to);
    return inTime(part, calls, () -> connection.batch(part))
        .recover(
            failure -> {
              // A batch that was refused in part may have left a transaction open.
              inDoubt |= to < commands.size();
              return Future.failedFuture(((RedisFailure) failure).ofPart(from, to));
            })
        .compose(
            ofPart -> {
              replies.addAll(ofPart);
              return to == commands.size()
                  ? Future.succeededFuture(replies)
                  : parts(commands, calls, to, replies);
            });
  }

  /** Sends one command. */
  public Future<Response> send(Request command) {
    return inTime(List.of(command), List.of(), () -> connection.send(command));
  }

  /** How long a command that is sent now may take. */
  public long millisLeft() {
    return deadline.millisLeft(terms.limits().commandTimeoutMillis());
  }

  /**
   * Whether a reply most likely comes before a deadline: in about the time that the latest one
   * took, and never later than a command may take.
   */
  public boolean canReplyBy(Deadline other) {
    RedisLimits limits = terms.limits();
    return other.allows(
        Math.min(
            limits.commandTimeoutMillis(),
            TimeUnit.NANOSECONDS.toMillis(lastTripNanos) + limits.replyMillisMin()));
  }

  /** Changes the deadline of all that is sent from now on. */
  public void waitUntil(Deadline other) {
    deadline = other;
  }

  /**
   * An error reply is an answer and leaves the connection in order; after any other failure the
   * state of the connection is unknown.
   */
  private <T> Future<T> inTime(
      List<Request> commands, List<Call> calls, Supplier<Future<T>> sending) {
    long millis = millisLeft();
    if (millis < terms.limits().replyMillisMin()) {
      return Future.failedFuture(RedisFailure.tooLate());
    }
    long sentNanos = terms.nanoClock().getAsLong();
    return followed(commands, calls, sending, millis)
        .transform(
            (reply, cause) -> {
              lastTripNanos = terms.nanoClock().getAsLong() - sentNanos;
              terms.meter().answered(lastTripNanos);
              if (cause == null) {
                terms.circuit().recordSuccess();
                return Future.succeededFuture(reply);
              }
              RedisFailure failure = failure(cause, millis);
              inDoubt |= failure.fault().dropsConnection();
              terms.circuit().recordFailure(failure, sentNanos);
              return Future.failedFuture(failure);
            });
  }

  /** A wait that the deadline cut short does not show that Redis fails to answer. */
  private RedisFailure failure(Throwable cause, long waitedMillis) {
    RedisFailure failure = RedisFailure.of(cause, RedisFault.CONNECTION_LOST);
    return failure.fault() == RedisFault.NO_ANSWER
            && waitedMillis < terms.limits().commandTimeoutMillis()
        ? new RedisFailure(RedisFault.OUT_OF_TIME, "no answer in " + waitedMillis + " ms")
        : failure;
  }

  private <T> Future<T> followed(
      List<Request> commands, List<Call> calls, Supplier<Future<T>> sending, long millis) {
    RedisTrips trips = terms.meter().trips();
    if (trips == null) {
      return sent(sending).timeout(millis, TimeUnit.MILLISECONDS);
    }
    Consumer<@Nullable Throwable> trip =
        trips.sending(RedisTrips.Batch.of(commands, terms.address()), calls);
    return sent(sending)
        .timeout(millis, TimeUnit.MILLISECONDS)
        .onComplete((replies, failure) -> trip.accept(failure));
  }

  /** A batch for which the client throws instead of failing may have been sent in part. */
  private <T> Future<T> sent(Supplier<Future<T>> sending) {
    try {
      return sending.get();
    } catch (RuntimeException e) {
      inDoubt = true;
      throw e;
    }
  }

  /** Returns the connection to the pool in order. It is called once, on the event loop. */
  public void release() {
    try {
      if (inDoubt) {
        // SELECT marks the connection as changed, so that the pool closes its socket.
        connection.send(Request.cmd(Command.SELECT).arg(0)).onFailure(alreadyClosed -> {});
      } else if (watching) {
        // UNWATCH is not awaited, for its reply precedes the replies of the next borrower.
        connection.send(Request.cmd(Command.UNWATCH)).onFailure(alreadyClosed -> {});
      }
    } finally {
      from.release(connection);
    }
  }
}
