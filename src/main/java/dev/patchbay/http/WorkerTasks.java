package dev.patchbay.http;

import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.EvaluationWorkers.OverloadedException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Runs tasks that would block an event loop on the workers of evaluations. */
record WorkerTasks(EvaluationWorkers workers) {

  /**
   * Runs a task later.
   *
   * @param context on which the future completes
   * @return fails with SERVICE_UNAVAILABLE where too much waits
   */
  <T> Future<T> run(Context context, Supplier<T> task) {
    return Future.fromCompletionStage(workers.submit(task), context)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OverloadedException
                        ? new ServiceException(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "Too many documents are read and written at the moment. Please try"
                                + " again later.")
                        : failure));
  }
}
