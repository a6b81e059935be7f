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
 * Commands that wait for a write that goes to the same Redis anyway. Who finds none by the end of
 * the tick goes alone. They are no more than the accounts that have requests in one tick. Belongs
 * to one event loop.
 */
final class Riders {

  /** One command, and who waits for its reply. */
  record Rider(Request command, Deadline deadline, Promise<Response> reply) {}

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

  /** Waits, in the context of the first one. */
  Future<Response> add(Request command, Deadline deadline) {
    if (waiting.isEmpty()) {
      vertx.runOnContext(endOfTick -> board().forEach(this::sendAlone));
    }
    Rider rider = new Rider(command, deadline, Promise.promise());
    waiting.add(rider);
    return rider.reply().future();
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
