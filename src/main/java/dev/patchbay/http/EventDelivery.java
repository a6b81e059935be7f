package dev.patchbay.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Sends events to subscribers, with a limit of bytes for each turn of the event loop: hundreds of
 * subscribers may read the same page of changes after a restart, and other requests are served
 * between the turns. Belongs to one event loop.
 */
final class EventDelivery {

  private record Step(int bytes, Runnable work) {}

  private final long turnBytesMax;
  private final Executor nextTurn;
  private final Queue<Step> waiting = new ArrayDeque<>();
  private long turnBytes;
  private boolean turnBegun;

  /**
   * A delivery without events.
   *
   * @param turnBytesMax after which the next turn goes on
   * @param nextTurn runs work in the next turn of the event loop
   */
  EventDelivery(long turnBytesMax, Executor nextTurn) {
    this.turnBytesMax = turnBytesMax;
    this.nextTurn = nextTurn;
  }

  /**
   * Sends to each receiver, in this turn or in later ones.
   *
   * @param bytes the bytes for one receiver
   * @return completes when all receivers were served; fails then if sending to one of them threw
   */
  <T> Future<Void> deliver(Collection<T> receivers, int bytes, Consumer<T> send) {
    Promise<Void> delivered = Promise.promise();
    List<RuntimeException> thrown = new ArrayList<>();
    receivers.forEach(receiver -> waiting.add(new Step(bytes, () -> send(send, receiver, thrown))));
    waiting.add(
        new Step(
            0,
            () -> {
              if (thrown.isEmpty()) {
                delivered.complete();
              } else {
                delivered.fail(thrown.get(0));
              }
            }));
    run();
    return delivered.future();
  }

  /** An exception must not keep other receivers from their events. */
  private static <T> void send(Consumer<T> send, T receiver, List<RuntimeException> thrown) {
    try {
      send.accept(receiver);
    } catch (RuntimeException e) {
      thrown.add(e);
    }
  }

  private void run() {
    while (!waiting.isEmpty() && turnBytes < turnBytesMax) {
      Step step = waiting.remove();
      turnBytes += step.bytes();
      step.work().run();
    }
    if (turnBytes > 0 && !turnBegun) {
      turnBegun = true;
      nextTurn.execute(
          () -> {
            turnBegun = false;
            turnBytes = 0;
            run();
          });
    }
  }
}
