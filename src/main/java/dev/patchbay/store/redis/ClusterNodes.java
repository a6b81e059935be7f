package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The masters of a Redis Cluster. Work leases one connection, of the key's owner, so that a node
 * that owns nothing of it may be dead.
 *
 * <p>Written because the client's own Cluster type leases a connection of every node for each use,
 * and does not follow a redirect in a batch.
 */
final class ClusterNodes extends RedisNodes {

  /**
   * How long a slot that is on its way is waited for. A slot takes milliseconds unless it is large;
   * a caller who waited this long is better off with an answer.
   */
  private static final long REDIRECTED_MILLIS_MAX = 2_000;

  /** A slot's last step, telling all nodes of its new owner, takes about this long. */
  private static final long BACKOFF_MILLIS = 5;

  private static final long BACKOFF_MILLIS_MAX = 100;

  private final Vertx vertx;
  private final ClusterSlots slots;

  ClusterNodes(Vertx vertx, ClusterSlots slots, RedisLimits limits) {
    super(limits);
    this.vertx = vertx;
    this.slots = slots;
  }

  @Override
  boolean isSplit() {
    return true;
  }

  @Override
  int slot(String key) {
    return HashSlot.of(key);
  }

  @Override
  <T> Future<T> onOwner(
      String key, Deadline deadline, Function<RedisConnections.Lease, Future<T>> work) {
    return new Errand<>(slot(key), deadline, work, Optional.empty()).run();
  }

  /** Follows a key that has already gone to the next owner, as a transaction cannot. */
  @Override
  Future<List<Response>> send(String key, List<Request> commands, Deadline deadline) {
    return sendOnce(key, commands, deadline)
        .recover(
            failure ->
                failure instanceof RedisFailure known && known.fault().isLostConnection()
                    ? sendOnce(key, commands, deadline)
                    : Future.failedFuture(failure));
  }

  private Future<List<Response>> sendOnce(String key, List<Request> commands, Deadline deadline) {
    Function<RedisConnections.Lease, Future<List<Response>>> asking =
        lease -> lease.batch(asking(commands)).map(ClusterNodes::withoutAsking);
    return new Errand<>(slot(key), deadline, lease -> lease.batch(commands), Optional.of(asking))
        .run();
  }

  /** One batch to each node, and one command in it for each slot, for no command may hold two. */
  @Override
  Future<List<Response>> getAll(List<String> keys, Deadline deadline) {
    return slots.owner(slot(keys.get(0))).compose(loaded -> getAllFromOwners(keys, deadline));
  }

  private Future<List<Response>> getAllFromOwners(List<String> keys, Deadline deadline) {
    Response[] values = new Response[keys.size()];
    Map<String, List<Integer>> byOwner = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      String owner = slots.known(slot(keys.get(i))).map(HostPort::toString).orElse("");
      byOwner.computeIfAbsent(owner, none -> new ArrayList<>()).add(i);
    }
    List<Future<Void>> parts =
        byOwner.values().stream().map(indexes -> get(keys, indexes, values, deadline)).toList();
    return Future.all(parts).map(all -> Arrays.asList(values));
  }

  private Future<Void> get(
      List<String> keys, List<Integer> indexes, Response[] values, Deadline deadline) {
    List<Request> gets =
        indexes.stream().map(i -> Request.cmd(Command.MGET).arg(keys.get(i))).toList();
    return slots
        .owner(slot(keys.get(indexes.get(0))))
        .compose(owner -> slots.lease(owner, deadline))
        .compose(lease -> onLease(lease, leased -> leased.batch(gets)))
        .recover(
            failure ->
                // A slot of these is on its way, or has a new owner: each is looked for by itself.
                isElsewhere(failure) ? each(keys, indexes, deadline) : Future.failedFuture(failure))
        .map(
            replies -> {
              for (int i = 0; i < indexes.size(); i++) {
                values[indexes.get(i)] = replies.get(i).get(0);
              }
              return null;
            });
  }

  private Future<List<Response>> each(List<String> keys, List<Integer> indexes, Deadline deadline) {
    List<Future<Response>> replies =
        indexes.stream()
            .map(
                i ->
                    send(keys.get(i), List.of(Request.cmd(Command.MGET).arg(keys.get(i))), deadline)
                        .map(reply -> reply.get(0)))
            .toList();
    return Future.all(replies).map(all -> all.list());
  }

  private static boolean isElsewhere(Throwable failure) {
    return Redirect.in(failure).isPresent()
        || (failure instanceof RedisFailure known
            && (known.fault().isLostConnection()
                || known.fault() == RedisFault.NO_CONNECTION
                || known.fault() == RedisFault.CIRCUIT_OPEN));
  }

  @Override
  Future<List<RedisConnections>> masters() {
    return slots.masters();
  }

  @Override
  public void close() {
    slots.close();
  }

  private static List<Request> asking(List<Request> commands) {
    List<Request> asking = new ArrayList<>();
    for (Request command : commands) {
      asking.add(Request.cmd(Command.ASKING));
      asking.add(command);
    }
    return asking;
  }

  private static List<Response> withoutAsking(List<Response> replies) {
    List<Response> answers = new ArrayList<>();
    for (int i = 1; i < replies.size(); i += 2) {
      answers.add(replies.get(i));
    }
    return answers;
  }

  /** Work on its way to the owner of a slot. */
  private final class Errand<T> {

    private final int slot;
    private final Deadline deadline;
    private final Function<RedisConnections.Lease, Future<T>> work;

    /** The same work for a node that does not own the slot yet. */
    private final Optional<Function<RedisConnections.Lease, Future<T>>> asking;

    private final Deadline redirected = Deadline.in(REDIRECTED_MILLIS_MAX);
    private int redirects;

    Errand(
        int slot,
        Deadline deadline,
        Function<RedisConnections.Lease, Future<T>> work,
        Optional<Function<RedisConnections.Lease, Future<T>>> asking) {
      this.slot = slot;
      this.deadline = deadline;
      this.work = work;
      this.asking = asking;
    }

    Future<T> run() {
      return slots.owner(slot).compose(this::goTo);
    }

    private Future<T> goTo(HostPort owner) {
      return slots
          .lease(owner, deadline)
          .transform(
              (lease, failure) -> failure == null ? at(owner, lease) : elsewhere(owner, failure));
    }

    /** Nothing was sent, so that a master's successor can be asked as well. */
    private Future<T> elsewhere(HostPort owner, Throwable failure) {
      return slots
          .refresh()
          .transform(
              (refreshed, alsoFailed) ->
                  slots.known(slot).equals(Optional.of(owner)) || isLate()
                      ? Future.failedFuture(failure)
                      : again());
    }

    private Future<T> at(HostPort owner, RedisConnections.Lease lease) {
      return onLease(lease, work)
          .recover(
              failure ->
                  Redirect.in(failure)
                      .map(redirect -> follow(owner, redirect, failure))
                      .orElseGet(() -> failed(failure)));
    }

    private Future<T> follow(HostPort owner, Redirect redirect, Throwable failure) {
      if (isLate()) {
        return Future.failedFuture(failure);
      }
      Optional<HostPort> next = redirect.owner().map(text -> HostPort.parse(text, owner));
      return switch (redirect.kind()) {
        case MOVED -> {
          slots.moved(slot, next.orElseThrow());
          yield again();
        }
        case ASK ->
            asking.isEmpty()
                ? again()
                : slots
                    .lease(next.orElseThrow(), deadline)
                    .compose(lease -> onLease(lease, asking.get()))
                    .recover(
                        refused -> Redirect.in(refused).isPresent() ? again() : failed(refused));
        case TRYAGAIN -> again();
      };
    }

    /** The owner may have been replaced: what is next should find its successor. */
    private Future<T> failed(Throwable failure) {
      slots.doubt(failure);
      return Future.failedFuture(failure);
    }

    private Future<T> again() {
      redirects++;
      if (redirects == 1) {
        return run();
      }
      long backoffMillis = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << Math.min(redirects, 8));
      return vertx.timer(backoffMillis, TimeUnit.MILLISECONDS).compose(waited -> run());
    }

    private boolean isLate() {
      return deadline.millisLeft(redirected.millisLeft(REDIRECTED_MILLIS_MAX))
          <= BACKOFF_MILLIS_MAX;
    }
  }
}
