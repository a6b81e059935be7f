package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.evaluation.EvaluationWorkers.OverloadedException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The bounded queue before the workers, with an executor that runs tasks when it is told to. */
final class EvaluationWorkersTest {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private long nanos;
  private final EvaluationWorkers workers =
      new EvaluationWorkers(tasks::add, 2, 1_000, () -> nanos);

  private static void assertOverloaded(CompletionStage<?> stage) {
    assertThatThrownBy(() -> stage.toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OverloadedException.class);
  }

  @Test
  void submissionCompletesWhenAWorkerRanIt() {
    CompletionStage<String> stage = workers.submit(() -> "done");
    assertThat(stage.toCompletableFuture()).isNotDone();
    tasks.remove().run();
    assertThat(stage.toCompletableFuture()).isCompletedWithValue("done");
    assertThat(workers.pending()).isZero();
  }

  @Test
  void submissionBeyondTheQueueFailsAtOnceAndALaterOneIsTaken() {
    CompletionStage<String> first = workers.submit(() -> "1");
    CompletionStage<String> second = workers.submit(() -> "2");
    assertOverloaded(workers.submit(() -> "3"));
    assertThat(tasks).hasSize(2);
    tasks.remove().run();
    assertThat(first.toCompletableFuture()).isCompletedWithValue("1");
    CompletionStage<String> fourth = workers.submit(() -> "4");
    tasks.remove().run();
    tasks.remove().run();
    assertThat(second.toCompletableFuture()).isCompletedWithValue("2");
    assertThat(fourth.toCompletableFuture()).isCompletedWithValue("4");
  }

  @Test
  void submissionThatWaitedTooLongDoesNotRun() {
    boolean[] ran = new boolean[1];
    CompletionStage<Boolean> stage = workers.submit(() -> ran[0] = true);
    nanos = 1_001;
    tasks.remove().run();
    assertOverloaded(stage);
    assertThat(ran[0]).isFalse();
    assertThat(workers.pending()).isZero();
  }

  @Test
  void failureOfTheWorkReachesTheStageAndFreesItsPlace() {
    CompletionStage<String> stage =
        workers.submit(
            () -> {
              throw new IllegalStateException("broken");
            });
    tasks.remove().run();
    assertThatThrownBy(() -> stage.toCompletableFuture().join())
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(workers.pending()).isZero();
  }

  @Test
  void executorThatRefusesIsAnOverload() {
    EvaluationWorkers closed =
        new EvaluationWorkers(
            task -> {
              throw new RejectedExecutionException();
            },
            2,
            1_000,
            () -> 0);
    assertOverloaded(closed.submit(() -> "x"));
    assertThat(closed.pending()).isZero();
  }
}
