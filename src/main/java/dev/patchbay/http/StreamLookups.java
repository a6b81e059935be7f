package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The reads that streams need before they can begin, or go on behind a gap: a bounded number at
 * once, so that hundreds of streams that begin after a restart leave the connections to ordinary
 * requests. Belongs to one event loop.
 */
final class StreamLookups {

  private final int lookupsMax;
  private final int waitingMax;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  /**
   * Lookups, of which none has begun.
   *
   * @param lookupsMax at once; others wait
   * @param waitingMax beyond which a lookup is refused
   */
  StreamLookups(int lookupsMax, int waitingMax) {
    this.lookupsMax = lookupsMax;
    this.waitingMax = waitingMax;
  }

  /**
   * Runs a lookup when fewer than the maximum are running.
   *
   * @throws ServiceException SERVICE_UNAVAILABLE when too many wait
   */
  <T> Future<T> run(Supplier<Future<T>> lookup) {
    if (waiting.size() >= waitingMax) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE, "Too many begin to follow at once.");
    }
    Promise<T> found = Promise.promise();
    waiting.add(() -> begin(lookup, found));
    if (running < lookupsMax) {
      waiting.remove().run();
    }
    return found.future();
  }

  private <T> void begin(Supplier<Future<T>> lookup, Promise<T> found) {
    running++;
    Future.succeededFuture()
        .compose(begun -> lookup.get())
        .onComplete(
            (result, failure) -> {
              running--;
              Runnable next = waiting.poll();
              if (next != null) {
                next.run();
              }
              found.complete(result, failure);
            });
  }
}
