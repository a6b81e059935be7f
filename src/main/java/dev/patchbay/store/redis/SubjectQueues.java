package dev.patchbay.store.redis;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets transitions of one subject begin one after the other, in the order in which they came:
 * writers of one resource in this process wait for each other instead of losing races to each
 * other. Belongs to one event loop.
 */
final class SubjectQueues {

  /** More would not be served before the queue's deadline. */
  private static final int WAITERS_MAX = 1_024;

  private final long timeoutNanos;
  private final Map<Read, Queue> queues = new HashMap<>();

  SubjectQueues(long timeoutMillis) {
    this.timeoutNanos = timeoutMillis * 1_000_000;
  }

  /** Begins the work when the subject's earlier work has ended; its outcome is the future's. */
  <R> Future<R> inTurn(Read subject, Supplier<Future<R>> work) {
    Queue queue = queues.computeIfAbsent(subject, Queue::new);
    if (queue.jobs.size() >= WAITERS_MAX) {
      return Future.failedFuture(busy());
    }
    Promise<R> outcome = Promise.promise();
    long came = System.nanoTime();
    queue.jobs.add(
        () -> {
          boolean late = System.nanoTime() - came > timeoutNanos;
          Future<R> done =
              late
                  ? Future.failedFuture(busy())
                  : Future.succeededFuture().compose(begun -> work.get());
          return done.onComplete(outcome);
        });
    queue.advance();
    return outcome.future();
  }

  private static ServiceException busy() {
    return new ServiceException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Too many changes of one resource are waiting. Please try again later.");
  }

  private final class Queue {

    private final Read subject;
    private final Deque<Supplier<Future<?>>> jobs = new ArrayDeque<>();
    private boolean working;
    private boolean advancing;

    private Queue(Read subject) {
      this.subject = subject;
    }

    /**
     * A loop and not a recursion, for a job can be done before it returns and a thousand may wait.
     */
    private void advance() {
      if (advancing) {
        return;
      }
      advancing = true;
      while (!working && !jobs.isEmpty()) {
        working = true;
        jobs.remove()
            .get()
            .onComplete(
                outcome -> {
                  working = false;
                  advance();
                });
      }
      advancing = false;
      if (!working) {
        queues.remove(subject);
      }
    }
  }
}
