package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leases pooled connections to one Redis. Each acquire and each batch has a deadline; a connection
 * whose state is in doubt is closed for real and never given to the next borrower; a Redis that is
 * away is not asked. After an outage all connections are new ones, for those that outlived it may
 * lead nowhere. Belongs to one event loop.
 *
 * <p>Everything here fails with {@link RedisFailure} alone.
 */
public final class RedisConnections {

  /** An API that is exported or imported has more commands than one write; they go in parts. */
  private static final int COMMANDS_IN_BATCH_MAX = RedisPool.COMMANDS_IN_FLIGHT_MAX / 2;

  private final Vertx vertx;
  private final RedisAccess access;
  private final URI uri;
  private final int poolSize;
  private final RedisLimits limits;
  private final RedisMeter meter;
  private final Circuit circuit;
  private final @Nullable RedisTrips trips;
  private final Riders riders;
  private RedisPool pool;
  private boolean closed;

  public RedisConnections(Vertx vertx, URI uri, int poolSize, RedisLimits limits) {
    this(vertx, uri, poolSize, limits, RedisMeter.NONE);
  }

  public RedisConnections(
      Vertx vertx, URI uri, int poolSize, RedisLimits limits, RedisMeter meter) {
    this(vertx, RedisAccess.of(uri), uri, poolSize, limits, meter);
  }

  RedisConnections(
      Vertx vertx,
      RedisAccess access,
      URI uri,
      int poolSize,
      RedisLimits limits,
      RedisMeter meter) {
    this.vertx = vertx;
    this.access = access;
    this.uri = uri;
    this.poolSize = poolSize;
    this.limits = limits;
    this.meter = meter;
    this.trips = meter.trips();
    this.circuit = new Circuit(vertx, meter, new Outage());
    this.riders = new Riders(vertx, this::sendAlone);
    this.pool = new RedisPool(vertx, access, uri, poolSize, limits, meter);
  }

  /** Where they lead, without the password. */
  HostPort address() {
    return HostPort.of(uri);
  }

  /** A connection of one's own, until {@link Lease#release}, with the limits' time for all. */
  Future<Lease> lease() {
    return lease(Deadline.in(limits.requestTimeoutMillis()));
  }

  /**
   * A connection of one's own, until {@link Lease#release}.
   *
   * @param deadline of this and of all that is sent on it
   */
  Future<Lease> lease(Deadline deadline) {
    if (!circuit.admits()) {
      return Future.failedFuture(new RedisFailure(RedisFault.CIRCUIT_OPEN, "Redis is away"));
    }
    RedisPool from = pool;
    long begunNanos = System.nanoTime();
    return from.acquire(deadline.millisLeft(limits.acquireTimeoutMillis()))
        .onFailure(failure -> circuit.failed((RedisFailure) failure, begunNanos))
        .map(connection -> new Lease(from, connection, deadline));
  }

  /** Sends commands that only read, in one write, and again where the connection is lost. */
  public Future<List<Response>> send(List<Request> commands) {
    return send(commands, Deadline.in(limits.requestTimeoutMillis()));
  }

  Future<List<Response>> send(List<Request> commands, Deadline deadline) {
    return sendOnce(commands, deadline)
        .recover(
            failure ->
                ((RedisFailure) failure).fault().isLostConnection()
                    ? sendOnce(commands, deadline)
                    : Future.failedFuture(failure));
  }

  private Future<List<Response>> sendOnce(List<Request> commands, Deadline deadline) {
    return lease(deadline)
        .compose(lease -> lease.read(commands, List.of()).onComplete(outcome -> lease.release()));
  }

  /**
   * Sends a command in the same write as the next reads of this tick, or alone where there are
   * none. The failure of either is not that of the other. Where Redis refuses something else in
   * that write the command is run once more, for its reply is lost.
   */
  Future<Response> sendBeside(Request command, Deadline deadline) {
    return riders.add(command, deadline);
  }

  private void sendAlone(Riders.Rider rider) {
    lease(rider.deadline())
        .compose(lease -> lease.send(rider.command()).onComplete(outcome -> lease.release()))
        .onComplete(rider.reply());
  }

  private static String names(List<Request> commands) {
    return commands.stream()
        .map(request -> request.command().toString().toUpperCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  public void close() {
    closed = true;
    circuit.end();
    pool.close();
  }

  private final class Outage implements Circuit.Owner {

    /** What is under way there has until its deadline. */
    @Override
    public void opened() {
      RedisPool lost = pool;
      vertx.setTimer(limits.commandTimeoutMillis(), id -> lost.close());
    }

    @Override
    public Future<Void> probe() {
      RedisPool fresh = new RedisPool(vertx, access, uri, poolSize, limits, meter);
      return fresh
          .ping(limits.acquireTimeoutMillis())
          .onSuccess(
              answered -> {
                if (closed) {
                  fresh.close();
                  return;
                }
                pool = fresh;
              })
          .onFailure(failure -> fresh.close());
    }
  }

  /** One connection between its borrowing and its return. */
  final class Lease {

    private final RedisPool from;
    private final RedisConnection connection;
    private final Deadline deadline;
    private boolean watching;
    private boolean inDoubt;

    private Lease(RedisPool from, RedisConnection connection, Deadline deadline) {
      this.from = from;
      this.connection = connection;
      this.deadline = deadline;
    }

    /**
     * Sends commands that only read, as {@link #batch} else, and {@link Riders} before them. A
     * lease that is short of time takes none, for they have more of it.
     */
    Future<List<Response>> read(
        List<Request> commands, List<? extends Participant<?>> participants) {
      List<Riders.Rider> taken =
          millisLeft() < limits.commandTimeoutMillis() ? List.of() : riders.board();
      if (taken.isEmpty()) {
        return batch(commands, participants);
      }
      List<Request> all = new ArrayList<>(taken.size() + commands.size());
      taken.forEach(rider -> all.add(rider.command()));
      all.addAll(commands);
      return batch(all, participants)
          .transform(
              (replies, failure) -> {
                if (failure == null) {
                  for (int i = 0; i < taken.size(); i++) {
                    taken.get(i).reply().complete(replies.get(i));
                  }
                  return Future.succeededFuture(replies.subList(taken.size(), replies.size()));
                }
                if (((RedisFailure) failure).fault().isReply()) {
                  taken.forEach(RedisConnections.this::sendAlone);
                  return batch(commands, participants);
                }
                taken.forEach(rider -> rider.reply().fail(failure));
                return Future.failedFuture(failure);
              });
    }

    /** Sends WATCH and reads; the connection then goes back only after EXEC or an UNWATCH. */
    Future<List<Response>> watch(
        List<Request> commands, List<? extends Participant<?>> participants) {
      watching = true;
      return read(commands, participants);
    }

    /**
     * Sends commands in one write, or one after each {@link #COMMANDS_IN_BATCH_MAX} of them, each
     * with a deadline of its own; the replies come in one list.
     */
    Future<List<Response>> batch(List<Request> commands) {
      return batch(commands, List.of());
    }

    /** Sends what is part of the participants' transactions. */
    Future<List<Response>> batch(
        List<Request> commands, List<? extends Participant<?>> participants) {
      if (commands.size() <= COMMANDS_IN_BATCH_MAX) {
        return inTime(commands, participants, () -> connection.batch(commands));
      }
      return batch(commands.subList(0, COMMANDS_IN_BATCH_MAX), participants)
          // What was refused in part may have left a transaction open.
          .onFailure(refused -> inDoubt = true)
          .compose(
              first ->
                  batch(commands.subList(COMMANDS_IN_BATCH_MAX, commands.size()), participants)
                      .map(
                          rest -> {
                            List<Response> replies = new ArrayList<>(first);
                            replies.addAll(rest);
                            return replies;
                          }));
    }

    /** Sends one command. */
    Future<Response> send(Request command) {
      return inTime(List.of(command), List.of(), () -> connection.send(command));
    }

    /** How long a command that is sent now may take; 0 when it is too late. */
    long millisLeft() {
      return deadline.millisLeft(limits.commandTimeoutMillis());
    }

    /** An error reply is an answer and leaves the connection in order; all else leaves doubt. */
    private <T> Future<T> inTime(
        List<Request> commands,
        List<? extends Participant<?>> participants,
        Supplier<Future<T>> sending) {
      long millis = millisLeft();
      if (millis == 0) {
        return Future.failedFuture(new RedisFailure(RedisFault.TOO_LATE, "no time is left"));
      }
      long sentNanos = System.nanoTime();
      return followed(commands, participants, sending, millis)
          .onComplete(outcome -> meter.answered(System.nanoTime() - sentNanos))
          .onSuccess(replies -> circuit.answered())
          .recover(
              cause -> {
                RedisFailure failure = RedisFailure.of(cause, RedisFault.CONNECTION_LOST);
                inDoubt |= failure.fault().dropsConnection();
                circuit.failed(failure, sentNanos);
                return Future.failedFuture(failure);
              });
    }

    private <T> Future<T> followed(
        List<Request> commands,
        List<? extends Participant<?>> participants,
        Supplier<Future<T>> sending,
        long millis) {
      if (trips == null) {
        return sending.get().timeout(millis, TimeUnit.MILLISECONDS);
      }
      Consumer<@Nullable Throwable> trip =
          trips.sending(
              new RedisTrips.Batch(
                  names(commands), commands.size(), address().host(), address().port()),
              participants.stream().map(each -> each.transition().call()).toList());
      return sending
          .get()
          .timeout(millis, TimeUnit.MILLISECONDS)
          .onComplete((replies, failure) -> trip.accept(failure));
    }

    /** EXEC was answered: whatever it said, no key is watched any more. */
    void watchEnded() {
      watching = false;
    }

    /** Gives the connection back, clean. Called exactly once, on the event loop. */
    void release() {
      if (inDoubt) {
        // SELECT marks the connection as changed, so that the pool closes its socket.
        connection.send(Request.cmd(Command.SELECT).arg(0)).onFailure(alreadyClosed -> {});
      } else if (watching) {
        // Not waited for: its reply precedes those of the next borrower.
        connection.send(Request.cmd(Command.UNWATCH)).onFailure(alreadyClosed -> {});
      }
      from.release(connection);
    }
  }
}
