package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A bounded queue that runs one task at a time, in the order of submission. Belongs to one event
 * loop.
 */
final class SerialQueue {

  private final int waitingMax;
  private Future<?> last = Future.succeededFuture();
  private int unfinished;

  SerialQueue(int waitingMax) {
    this.waitingMax = waitingMax;
  }

  /**
   * Runs work at once or in its turn.
   *
   * @return the result of the work; fails with SERVICE_UNAVAILABLE where too much work waits
   */
  <T> Future<T> run(Supplier<Future<T>> work) {
    if (unfinished > waitingMax) {
      return Future.failedFuture(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "Too many deployments are asked for at the moment. Nothing was changed."));
    }
    unfinished++;
    Future<T> done =
        last.<T>transform((before, failure) -> work.get()).onComplete(ended -> unfinished--);
    last = done;
    return done;
  }
}
