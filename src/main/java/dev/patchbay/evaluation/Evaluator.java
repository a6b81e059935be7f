package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.JsonParser.NotJsonException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Evaluates integration responses. It never waits, and its limits end every evaluation; because
 * that takes milliseconds, {@link EvaluationWorkers} run what is not brief off the event loop. Safe
 * for all threads.
 */
public final class Evaluator {

  /** Characters of compiled models that are kept; a character takes some 20 bytes. */
  private static final int MODEL_CHARACTERS_MAX = 512 * 1024;

  private static final EvaluationLimits BRIEF = EvaluationLimits.brief();

  private final EvaluationLimits limits;
  private final LongSupplier nanoClock;
  private final Selection selection = new Selection();
  private final JsonPaths paths = new JsonPaths();
  private final TemplateRenderer renderer = new TemplateRenderer(paths);
  private final LruCache<MessageModel, MessageSchema> models =
      new LruCache<>(MODEL_CHARACTERS_MAX, MessageModel::length, ModelCompiler::compile);

  public Evaluator(EvaluationLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /**
   * Runs evaluations on an event loop, all of them within limits that take some ten microseconds.
   *
   * @return nothing where they need more: they have to be repeated on a worker
   */
  public <T> Optional<T> briefly(Supplier<T> evaluations) {
    Budget budget = new Budget(BRIEF, nanoClock);
    try {
      T result = budget.run(evaluations);
      return budget.isExceeded() ? Optional.empty() : Optional.of(result);
    } catch (EvaluationFault e) {
      return Optional.empty();
    }
  }

  /** Runs an evaluation at the cost of the run that it is part of, or within its own limits. */
  private <T> T run(Supplier<T> evaluation) {
    return Budget.running() == null
        ? new Budget(limits, nanoClock).run(evaluation)
        : evaluation.get();
  }

  /** Applies the integration responses of a request to its reply. Errors are in the answer. */
  public Evaluation evaluate(EvaluationRequest request) {
    return run(() -> new ReplyEvaluation(request, selection, paths, renderer).evaluate());
  }

  /** The body of the request that an integration makes of the message in the context. */
  public RenderedRequest renderRequest(IntegrationRequest request, EvaluationContext context) {
    return run(() -> new RequestEvaluation(request, context, paths, renderer).evaluate());
  }

  /** The reply of a mock integration to the message in the context. */
  public RenderedRequest mock(IntegrationRequest request, EvaluationContext context) {
    return run(() -> new RequestEvaluation(request, context, paths, renderer).evaluateMock());
  }

  /**
   * The value of a selection expression over a message, for example of a route.
   *
   * @return nothing where the message is not JSON, and where the expression is one variable that
   *     has no value
   */
  public Optional<String> select(SelectionExpression expression, EvaluationContext context) {
    return run(
        () -> {
          Variables variables = new Variables(paths, null, context);
          try {
            return variables.isRequestJson()
                ? expression.evaluate(variables::forSelection)
                : Optional.empty();
          } catch (EvaluationFault e) {
            if (Budget.current().limits().isBrief()) {
              throw e; // A worker repeats it, and nothing may follow from no value until then.
            }
            return Optional.empty();
          }
        });
  }

  /** Returns why a message does not match a model, or why the model is not usable; else empty. */
  public Optional<EvaluationError> check(MessageModel model, String message) {
    return run(
        () -> {
          try {
            return Optional.ofNullable(models.get(model).refusal(JsonParser.parse(message), 0))
                .map(Evaluator::invalid);
          } catch (NotJsonException e) {
            return Optional.of(invalid("the message is not JSON: " + e.getMessage()));
          } catch (EvaluationFault e) {
            return Optional.of(e.error());
          }
        });
  }

  private static EvaluationError invalid(String reason) {
    return new EvaluationFault(Kind.INVALID_BODY, reason).error();
  }
}
