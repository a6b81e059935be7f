package dev.patchbay.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Commands that wait for a write that goes to the same Redis anyway; who finds none in time goes
 * alone. They are no more than the accounts that have requests in that time. Belongs to one event
 * loop.
 */
final class Riders {

  /** One command, and who waits for its reply. */
  record Rider(Request command, Deadline deadline, Promise<Response> reply) {}

  /**
   * Under load the next transaction begins sooner; without load there are reads in the same tick,
   * but for a request that is refused before it reads, which can wait so long.
   */
  private static final long WAIT_MILLIS = 1;

  private final Vertx vertx;
  private final Consumer<Rider> alone;
  private List<Rider> waiting = new ArrayList<>();
  private boolean timed;

  /**
   * None yet.
   *
   * @param alone sends one by itself
   */
  Riders(Vertx vertx, Consumer<Rider> alone) {
    this.vertx = vertx;
    this.alone = alone;
  }

  /** Waits, one to two times {@link #WAIT_MILLIS} at most. */
  Future<Response> add(Request command, Deadline deadline) {
    Rider rider = new Rider(command, deadline, Promise.promise());
    waiting.add(rider);
    time();
    return rider.reply().future();
  }

  /** One timer for all, for most of what it is set for has left before it fires. */
  private void time() {
    if (timed || waiting.isEmpty()) {
      return;
    }
    timed = true;
    List<Rider> these = waiting;
    vertx.setTimer(
        WAIT_MILLIS,
        id -> {
          timed = false;
          if (waiting == these) {
            board().forEach(this::sendAlone);
          }
          time();
        });
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
