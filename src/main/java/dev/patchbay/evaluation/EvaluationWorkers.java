package dev.patchbay.evaluation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs evaluations on an executor, so that an event loop never waits for one. The number of
 * evaluations that wait or run is limited: a submission beyond it fails at once. A submission that
 * waited too long fails instead of running. Safe for all threads.
 */
public final class EvaluationWorkers {

  private final Executor executor;
  private final int pendingMax;
  private final long waitMaxNanos;
  private final LongSupplier nanoClock;
  private final AtomicInteger pending = new AtomicInteger();

  public EvaluationWorkers(
      Executor executor, int pendingMax, long waitMaxNanos, LongSupplier nanoClock) {
    this.executor = executor;
    this.pendingMax = pendingMax;
    this.waitMaxNanos = waitMaxNanos;
    this.nanoClock = nanoClock;
  }

  /** A submission that did not run. */
  public static final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String message) {
      super(message, null, false, false);
    }
  }

  /** Runs work later; the stage completes on the executor, or at once with a refusal. */
  public <T> CompletionStage<T> submit(Supplier<T> work) {
    if (pending.incrementAndGet() > pendingMax) {
      pending.decrementAndGet();
      return CompletableFuture.failedStage(
          new OverloadedException("more than " + pendingMax + " evaluations are pending"));
    }
    long submittedNanos = nanoClock.getAsLong();
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      executor.execute(() -> run(work, submittedNanos, result));
    } catch (RejectedExecutionException e) {
      pending.decrementAndGet();
      result.completeExceptionally(new OverloadedException("the workers take no evaluations"));
    }
    return result;
  }

  private <T> void run(Supplier<T> work, long submittedNanos, CompletableFuture<T> result) {
    try {
      if (nanoClock.getAsLong() - submittedNanos > waitMaxNanos) {
        throw new OverloadedException("the evaluation waited too long for a worker");
      }
      T value = work.get();
      pending.decrementAndGet();
      result.complete(value);
    } catch (Throwable e) {
      pending.decrementAndGet();
      result.completeExceptionally(e);
    }
  }

  /** Returns the number of evaluations that wait or run. */
  public int pending() {
    return pending.get();
  }
}
