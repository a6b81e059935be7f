package dev.patchbay.evaluation;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Evaluates integration responses. It never waits, and its limits end every evaluation; because
 * that takes milliseconds, {@link EvaluationWorkers} run it off the event loop. Safe for all
 * threads.
 */
public final class Evaluator {

  private final EvaluationLimits limits;
  private final LongSupplier nanoClock;
  private final Selection selection = new Selection();
  private final JsonPaths paths = new JsonPaths();
  private final TemplateRenderer renderer = new TemplateRenderer(paths);

  public Evaluator(EvaluationLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** What the integration responses of a request do to its reply. Errors are in the answer. */
  public Evaluation evaluate(EvaluationRequest request) {
    Budget budget = new Budget(limits, nanoClock);
    return budget.run(() -> new ReplyEvaluation(request, selection, paths, renderer).evaluate());
  }

  /** The body of the request that an integration makes of the message in the context. */
  public RenderedRequest renderRequest(IntegrationRequest request, EvaluationContext context) {
    return new Budget(limits, nanoClock)
        .run(() -> new RequestEvaluation(request, context, paths, renderer).evaluate());
  }

  /** The reply of a mock integration to the message in the context. */
  public RenderedRequest mock(IntegrationRequest request, EvaluationContext context) {
    return new Budget(limits, nanoClock)
        .run(() -> new RequestEvaluation(request, context, paths, renderer).evaluateMock());
  }

  /**
   * The value of a selection expression over a message, for example of a route.
   *
   * @return nothing where the message is not JSON, and where the expression is one variable that
   *     has no value
   */
  public Optional<String> select(SelectionExpression expression, EvaluationContext context) {
    return new Budget(limits, nanoClock)
        .run(
            () -> {
              Variables variables = new Variables(paths, null, context);
              try {
                return variables.isRequestJson()
                    ? expression.evaluate(variables::forSelection)
                    : Optional.empty();
              } catch (EvaluationFault e) {
                return Optional.empty();
              }
            });
  }
}
