package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A call that follows redirects to the owner of a slot.
 *
 * @param <T> the type of the result
 */
final class RedirectingCall<T> {

  /**
   * The longest wait for a migrating slot. A migration takes milliseconds unless the slot is large;
   * after this time the caller needs an answer.
   */
  private static final long REDIRECTED_MILLIS_MAX = 2_000;

  /**
   * The last step of a migration, which announces the new owner to all nodes, takes about this
   * long.
   */
  private static final long BACKOFF_MILLIS = 5;

  private static final long BACKOFF_MILLIS_MAX = 100;

  private final Vertx vertx;
  private final ClusterSlots slots;
  private final int slot;
  private final Deadline deadline;
  private final Function<Lease, Future<T>> work;

  /** Returns the work for a node that does not own the slot yet. */
  private final Optional<Function<Lease, Future<T>>> asking;

  private final Deadline redirected;
  private int redirects;

  RedirectingCall(
      Vertx vertx,
      ClusterSlots slots,
      int slot,
      Deadline deadline,
      Function<Lease, Future<T>> work,
      Optional<Function<Lease, Future<T>>> asking) {
    this.vertx = vertx;
    this.slots = slots;
    this.slot = slot;
    this.deadline = deadline;
    this.redirected = Deadline.in(REDIRECTED_MILLIS_MAX, deadline.nanoClock());
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

  /** Nothing was sent, so the new master can be called. */
  private Future<T> elsewhere(HostPort owner, Throwable failure) {
    if (failure instanceof RedisFailure known && known.fault().isOwnTime()) {
      return Future.failedFuture(failure);
    }
    return slots
        .refresh()
        .transform(
            (refreshed, alsoFailed) ->
                slots.known(slot).equals(Optional.of(owner)) || isLate()
                    ? Future.failedFuture(failure)
                    : again());
  }

  private Future<T> at(HostPort owner, Lease lease) {
    return lease
        .use(work)
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
                  .compose(lease -> lease.use(asking.get()))
                  .recover(refused -> Redirect.in(refused).isPresent() ? again() : failed(refused));
      case TRYAGAIN -> again();
    };
  }

  /** The owner may have been replaced, so the next call should find its successor. */
  private Future<T> failed(Throwable failure) {
    slots.refreshAfter(failure);
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
    return deadline.millisLeft(redirected.millisLeft(REDIRECTED_MILLIS_MAX)) <= BACKOFF_MILLIS_MAX;
  }
}
