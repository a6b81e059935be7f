package dev.patchbay.http;

import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationRequest;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.EvaluationWorkers.OverloadedException;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.LintCache;
import dev.patchbay.metrics.EvaluationMetrics;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.CollectionView;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/** Evaluates on the workers, from the request to the bytes of the answer. Safe for all threads. */
final class EvaluationRunner {

  private final EvaluationWorkers workers;
  private final Supplier<Evaluator> evaluator;
  private final LintCache lint;
  private final EvaluationMetrics metrics;

  /**
   * A runner that all event loops share.
   *
   * @param evaluator asked on a worker, for to make the first one takes long
   */
  EvaluationRunner(
      EvaluationWorkers workers,
      Supplier<Evaluator> evaluator,
      LintCache lint,
      EvaluationMetrics metrics) {
    this.workers = workers;
    this.evaluator = evaluator;
    this.lint = lint;
    this.metrics = metrics;
  }

  /**
   * Evaluates a reply later.
   *
   * @param view the integration and its integration responses
   * @param context on which the future completes
   * @return fails with SERVICE_UNAVAILABLE where too many wait, and with BAD_REQUEST where the
   *     answer is too large
   */
  Future<Buffer> run(CollectionView view, EvaluationInput input, Context context) {
    return Future.fromCompletionStage(workers.submit(() -> answer(view, input)), context)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OverloadedException ? overloaded() : failure));
  }

  private Buffer answer(CollectionView view, EvaluationInput input) {
    Evaluator ready = evaluator.get();
    Integration integration = Integration.of(view.parent().members());
    List<IntegrationResponse> responses =
        view.resources().stream().map(IntegrationResponse::of).toList();
    long begunNanos = System.nanoTime();
    Evaluation evaluation =
        ready.evaluate(
            new EvaluationRequest(
                integration.selectionExpression(), responses, input.reply(), input.context()));
    long nanos = System.nanoTime() - begunNanos;
    evaluation
        .error()
        .ifPresentOrElse(
            error -> metrics.failed(error.kind(), nanos), () -> metrics.rendered(nanos));
    return Buffer.buffer(EvaluationJson.encode(evaluation, lint.check(integration, responses)));
  }

  private ServiceException overloaded() {
    metrics.overloaded();
    return new ServiceException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Too many evaluations are under way at the moment. Please try again later.");
  }
}
