package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.MessageModel;
import dev.patchbay.evaluation.SelectionExpression;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.model.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The checks of a request before the integration is called: the parameters of a handshake, and the
 * schema of a message.
 *
 * @param modelSelection gives the key of the model of a message; nothing where no message is
 *     checked
 * @param models by their keys
 * @param requiredParameters like {@code querystring.token}, in the order of their names
 */
public record RequestChecks(
    Optional<SelectionExpression> modelSelection,
    Map<String, MessageModel> models,
    List<String> requiredParameters) {

  public RequestChecks {
    models = Map.copyOf(models);
    requiredParameters = List.copyOf(requiredParameters);
  }

  /**
   * Returns the checks of a route.
   *
   * @param modelByName finds a model of the API
   */
  static RequestChecks of(Resource route, Function<String, Optional<MessageModel>> modelByName) {
    Map<String, MessageModel> models = new HashMap<>();
    if (route.members().get("requestModels") instanceof Map<?, ?> names) {
      names.forEach(
          (key, name) ->
              modelByName
                  .apply(String.valueOf(name))
                  .ifPresent(model -> models.put(String.valueOf(key), model)));
    }
    return new RequestChecks(
        Optional.ofNullable(route.text("modelSelectionExpression"))
            .filter(text -> !text.isEmpty())
            .map(SelectionExpression::parse),
        models,
        required(route));
  }

  private static List<String> required(Resource route) {
    return route.members().get("requestParameters") instanceof Map<?, ?> parameters
        ? parameters.entrySet().stream()
            .filter(
                each ->
                    each.getValue() instanceof Map<?, ?> constraints
                        && Boolean.TRUE.equals(constraints.get("required")))
            .map(
                each ->
                    String.valueOf(each.getKey()).replaceFirst("^(route|method)\\.request\\.", ""))
            .sorted()
            .toList()
        : List.of();
  }

  /** Returns the outcome of an event that fails a check. */
  public Optional<Outcome> refusal(
      Route route, EventType type, Evaluator evaluator, EvaluationContext context) {
    return switch (type) {
      case CONNECT -> missingParameters(context).map(text -> refused(route, text, context));
      case MESSAGE ->
          modelSelection.flatMap(
              selection -> {
                Optional<MessageModel> model =
                    evaluator
                        .select(selection, context)
                        .map(models::get)
                        .or(() -> Optional.ofNullable(models.get(Route.DEFAULT)));
                return model.isEmpty()
                    ? Optional.of(
                        Outcome.failed(
                            route.key(), GatewayError.INVALID_BODY, "no model fits it", context))
                    : evaluator
                        .check(model.get(), context.requestBody())
                        .map(error -> Outcome.failed(route.key(), error, context));
              });
      case DISCONNECT -> Optional.empty();
    };
  }

  private Optional<String> missingParameters(EvaluationContext context) {
    List<String> missing =
        requiredParameters.stream()
            .filter(
                each -> {
                  int dot = each.indexOf('.');
                  return dot < 0
                      || context
                          .requestParameters()
                          .getOrDefault(each.substring(0, dot), Map.of())
                          .getOrDefault(each.substring(dot + 1), "")
                          .isBlank();
                })
            .map(each -> each.substring(each.indexOf('.') + 1))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("Missing required request parameters: " + missing);
  }

  private static Outcome refused(Route route, String text, EvaluationContext context) {
    return Outcome.failed(route.key(), 400, new Outcome.Failure(text, text), context);
  }
}
