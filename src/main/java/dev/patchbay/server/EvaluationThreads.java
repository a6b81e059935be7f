package dev.patchbay.server;

import dev.patchbay.config.EvaluationConfig;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of evaluations, and the evaluator that they share. Safe for all threads. */
final class EvaluationThreads implements AutoCloseable {

  private final ExecutorService executor;
  private final EvaluationWorkers workers;
  private @Nullable Evaluator evaluator;

  EvaluationThreads(EvaluationConfig config) {
    AtomicInteger count = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            config.workers(),
            task -> {
              Thread thread = new Thread(task, "patchbay-evaluation-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers =
        new EvaluationWorkers(
            executor,
            config.pendingMax(),
            TimeUnit.MILLISECONDS.toNanos(config.waitMillisMax()),
            System::nanoTime);
  }

  EvaluationWorkers workers() {
    return workers;
  }

  /** Made by the first evaluation, for Velocity would make each start slower. */
  synchronized Evaluator evaluator() {
    if (evaluator == null) {
      evaluator = new Evaluator(EvaluationLimits.defaults(), System::nanoTime);
    }
    return evaluator;
  }

  /** Evaluations that have not begun do not run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
