package dev.patchbay.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short ways to evaluate, under a clock that stands still. */
final class Evaluations {

  static final String STATUS = "${integration.response.statuscode}";
  static final String ERROR_MESSAGE = "${integration.response.body.errorMessage}";

  static final EvaluationContext CONTEXT =
      new EvaluationContext(
          Map.of("connectionId", "C", "requestId", "R", "stage", "prod"),
          Map.of("color", "blue"),
          "",
          Map.of());

  static final String INTERNAL_SERVER_ERROR =
      "{\"message\": \"Internal server error\", \"connectionId\":\"C\", \"requestId\":\"R\"}";

  private Evaluations() {}

  static Evaluator evaluator() {
    return new Evaluator(EvaluationLimits.defaults(), () -> 0);
  }

  /** Renders a template over a body. */
  static Evaluation render(String body, String template) {
    return render(evaluator(), body, template);
  }

  static Evaluation render(Evaluator evaluator, String body, String template) {
    IntegrationResponse response =
        new IntegrationResponse(
            "r", "$default", null, Map.of(), Map.of("$default", template), null);
    return evaluator.evaluate(
        new EvaluationRequest(STATUS, List.of(response), BackendReply.of(200, body), CONTEXT));
  }

  /** Evaluates integration responses with these keys, in this order, over a reply. */
  static Evaluation select(String expression, BackendReply reply, String... keys) {
    List<IntegrationResponse> responses =
        List.of(keys).stream()
            .map(key -> new IntegrationResponse(key, key, null, Map.of(), Map.of(), null))
            .toList();
    return evaluator().evaluate(new EvaluationRequest(expression, responses, reply, CONTEXT));
  }

  /** Evaluates a strategy and templates by key over a payload. */
  static Evaluation handle(String strategy, Payload payload, String... template) {
    Map<String, String> templates = new LinkedHashMap<>();
    for (String each : template) {
      templates.put("$default", each);
    }
    IntegrationResponse response =
        new IntegrationResponse("r", "$default", strategy, Map.of(), templates, null);
    BackendReply reply = new BackendReply(200, Map.of(), payload, null);
    return evaluator().evaluate(new EvaluationRequest(STATUS, List.of(response), reply, CONTEXT));
  }
}
