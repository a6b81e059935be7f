package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Commands that wait for a write that goes to the same Redis anyway; who finds none in time goes
 * alone. They are no more than the accounts that have requests in that time. Belongs to one event
 * loop.
 */
final class Riders {

  /** One command, and who waits for its reply. */
  record Rider(Supplier<Request> command, Deadline deadline, Promise<Response> reply) {}

  /**
   * Under load the next transaction begins sooner; without load there are reads in the same tick,
   * but for a request that is refused before it reads, which can wait so long.
   *
   * <p>Nobody cancels the timer of this, for Netty's loop does not sleep when one is due within
   * half a millisecond: under load it polls, which for a few callers is worth a tenth of the
   * throughput.
   */
  private static final long WAIT_MILLIS = 1;

  private final Vertx vertx;
  private final Consumer<Rider> alone;
  private List<Rider> waiting = new ArrayList<>();

  /**
   * None yet.
   *
   * @param alone sends one by itself
   */
  Riders(Vertx vertx, Consumer<Rider> alone) {
    this.vertx = vertx;
    this.alone = alone;
  }

  /** Waits; who is then sent alone goes in the context of the first one that waited. */
  Future<Response> add(Supplier<Request> command, Deadline deadline) {
    if (waiting.isEmpty()) {
      List<Rider> these = waiting;
      vertx.setTimer(WAIT_MILLIS, id -> sendAlone(these));
    }
    Rider rider = new Rider(command, deadline, Promise.promise());
    waiting.add(rider);
    return rider.reply().future();
  }

  private void sendAlone(List<Rider> these) {
    if (waiting == these) {
      board().forEach(this::sendAlone);
    }
  }

  /** Sends one that has not been run, or not with a reply. */
  void sendAlone(Rider rider) {
    alone.accept(rider);
  }

  /** All that wait, which from now on is the caller's to send. */
  List<Rider> board() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Rider> boarded = waiting;
    waiting = new ArrayList<>();
    return boarded;
  }
}
