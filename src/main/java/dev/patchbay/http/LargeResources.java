package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LruMap;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets operations on resources that are known to be large wait for each other, so that only a few
 * of them hold memory at the same time. The size is that of the latest answer. Belongs to one event
 * loop.
 */
final class LargeResources {

  /** An operation that waits for room, until its request is answered for another reason. */
  private record Waiting(int bytes, BooleanSupplier answered, Promise<Void> turn) {}

  private final ByteBudget budget;
  private final int bytesMax;
  private final int smallBytesMax;
  private final int waitingMax;
  private final Map<Object, Integer> sizes;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  /**
   * Knows the large resources of one event loop.
   *
   * @param bytesMax of all answers that are being made; a larger one is made alone
   * @param smallBytesMax the size up to which operations never wait
   * @param knownMax how many large resources it knows; the one that was not asked for the longest
   *     is forgotten
   * @param waitingMax how many operations may wait
   */
  LargeResources(int bytesMax, int smallBytesMax, int knownMax, int waitingMax) {
    this.budget = new ByteBudget(bytesMax);
    this.bytesMax = bytesMax;
    this.smallBytesMax = smallBytesMax;
    this.waitingMax = waitingMax;
    this.sizes = new LruMap<>(knownMax);
  }

  /**
   * Runs an operation, at once or in its turn.
   *
   * @param key of the resource or the collection
   * @param answered whether the request has its answer already, so that its turn is passed over
   * @return the result of the operation; fails with SERVICE_UNAVAILABLE where too many wait
   */
  <T> Future<T> inTurn(Object key, BooleanSupplier answered, Supplier<Future<T>> operation) {
    Integer size = sizes.isEmpty() ? null : sizes.get(key);
    if (size == null) {
      return operation.get();
    }
    int bytes = Math.min(size, bytesMax);
    return turn(bytes, answered)
        .compose(
            now ->
                Future.succeededFuture()
                    .compose(begun -> operation.get())
                    .onComplete(ended -> release(bytes)));
  }

  /** Learns the size of an answer. */
  void made(Object key, int bytes) {
    if (bytes > smallBytesMax) {
      sizes.put(key, bytes);
    } else if (!sizes.isEmpty()) {
      sizes.remove(key);
    }
  }

  private Future<Void> turn(int bytes, BooleanSupplier answered) {
    if (waiting.isEmpty() && budget.take(bytes)) {
      return Future.succeededFuture();
    }
    if (waiting.size() >= waitingMax) {
      waiting.removeIf(LargeResources::isAnswered);
    }
    if (waiting.size() >= waitingMax) {
      return Future.failedFuture(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "Too many large resources are asked for at the moment. Nothing was changed."));
    }
    Waiting next = new Waiting(bytes, answered, Promise.promise());
    waiting.add(next);
    return next.turn().future();
  }

  private void release(int bytes) {
    budget.release(bytes);
    while (!waiting.isEmpty()
        && (isAnswered(waiting.element()) || budget.take(waiting.element().bytes()))) {
      waiting.remove().turn().tryComplete();
    }
  }

  /** Fails the turn of an operation whose request is answered already. */
  private static boolean isAnswered(Waiting next) {
    return next.answered().getAsBoolean()
        && next.turn()
            .tryFail(
                new ServiceException(
                    ErrorCode.SERVICE_UNAVAILABLE, "The request was answered before its turn."));
  }
}
