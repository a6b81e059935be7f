package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.AnsweredRequest;
import dev.patchbay.gateway.route.StageLogs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The end of a request.
 *
 * @param context the members of {@code $context}, as far as they are known without the answer
 */
record RequestEnd(
    ApiRequest request, String routeKey, Map<String, Object> context, ApiAnswer answer) {

  static RequestEnd of(ApiVariables variables, ApiAnswer answer) {
    return new RequestEnd(
        variables.request(), variables.match().route().key(), variables.context(), answer);
  }

  /** The same with another answer. */
  RequestEnd with(ApiAnswer changed) {
    return new RequestEnd(request, routeKey, context, changed);
  }

  /** What observers see of it. */
  AnsweredRequest observed(StageLogs logs, long nanos) {
    return new AnsweredRequest(
        request.apiId(),
        request.stage(),
        request.requestId(),
        routeKey,
        answer.kind(),
        answer.reason(),
        logs,
        () -> variables(nanos),
        nanos);
  }

  private Map<String, Object> variables(long nanos) {
    Map<String, Object> variables = new LinkedHashMap<>(context);
    int answered = answer.body().length();
    variables.put("status", answer.status());
    variables.put("responseLength", answered);
    variables.put("responseLatency", nanos / 1_000_000);
    variables.put("dataProcessed", request.body().length() + answered);
    answer
        .failure()
        .ifPresent(
            failure ->
                variables.put(
                    "error",
                    Map.of(
                        "message", failure.message(),
                        "responseType", failure.kind().responseType())));
    answer.call().ifPresent(call -> addCall(call, variables));
    return variables;
  }

  private void addCall(CalledIntegration call, Map<String, Object> variables) {
    Map<String, Object> integration = call.variables();
    variables.put("integration", integration);
    variables.put("integrationLatency", call.millis());
    call.serviceStatus().ifPresent(status -> variables.put("integrationStatus", status));
    call.requestId().ifPresent(id -> variables.put("awsEndpointRequestId", id));
    answer
        .reason()
        .ifPresent(
            reason -> {
              integration.put("error", reason);
              variables.put("integrationErrorMessage", reason);
            });
  }
}
