package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.JsonParser.NotJsonException;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Evaluates integration responses. It never waits, and its limits end every evaluation; because
 * that takes milliseconds, {@link EvaluationWorkers} run it off the event loop. Safe for all
 * threads.
 */
public final class Evaluator {

  /** Characters of compiled models that are kept; a character takes some 20 bytes. */
  private static final int MODEL_CHARACTERS_MAX = 512 * 1024;

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

  /** Applies the integration responses of a request to its reply. Errors are in the answer. */
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

  /** Returns why a message does not match a model, or why the model is not usable; else empty. */
  public Optional<EvaluationError> check(MessageModel model, String message) {
    return new Budget(limits, nanoClock)
        .run(
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
