package dev.patchbay.store.redis.commit;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.function.Supplier;

/**
 * Decodes replies and decides on them, off the event loop where that takes long. An attempt keeps
 * its connection meanwhile, so that no more of them wait than there are connections.
 */
final class DecisionWorkers {

  /** An event loop decodes as many bytes in some two milliseconds. */
  static final int LOOP_BYTES_MAX = 64 * 1024;

  /** A reply of a few bytes takes as long as some more of a larger one. */
  private static final int SMALLEST_BYTES = 64;

  /** All event loops share them, and each result takes several times the bytes of its replies. */
  private static final int THREADS = 2;

  private final WorkerExecutor workers;

  DecisionWorkers(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("patchbay-decisions", THREADS);
  }

  /**
   * Computes a result, at once or on a worker thread.
   *
   * @param takesLong whether a worker computes it, however small the replies are
   * @param replies the input of the computation
   * @param deadline a computation that would begin after it fails with TOO_LATE instead
   */
  <R> Future<R> compute(
      boolean takesLong, Iterable<Response> replies, Deadline deadline, Supplier<R> result) {
    return !takesLong && bytes(replies) <= LOOP_BYTES_MAX
        ? Future.succeededFuture(result.get())
        : workers.executeBlocking(
            () -> {
              if (!deadline.allows(0)) {
                throw RedisFailure.tooLate();
              }
              return result.get();
            },
            false);
  }

  private static long bytes(Iterable<Response> replies) {
    long bytes = 0;
    for (Response reply : replies) {
      bytes += SMALLEST_BYTES;
      if (reply != null && reply.type() == ResponseType.BULK) {
        bytes += reply.toBuffer().length();
      } else if (reply != null && reply.type() == ResponseType.MULTI) {
        bytes += bytes(reply);
      }
    }
    return bytes;
  }
}
