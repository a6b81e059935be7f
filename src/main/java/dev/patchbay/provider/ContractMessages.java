package dev.patchbay.provider;

import dev.patchbay.cases.CaseInput;
import dev.patchbay.cases.TestedIntegration;
import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.model.ServiceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders the messages of contracts. The service evaluates the integration responses that states
 * have set up; without any, the given integration responses are evaluated in this process. Blocks;
 * safe for use by many threads.
 */
final class ContractMessages {

  /**
   * The reply of a state.
   *
   * @param integration the path of the integration that replied; null for the given one
   */
  private record Reply(CaseInput input, @Nullable String integration) {}

  private final ServiceCalls service;
  private final Optional<TestedIntegration> given;
  private volatile @Nullable Reply reply;

  /**
   * Messages without a reply.
   *
   * @param given an integration with its integration responses, which no service stores
   */
  ContractMessages(ServiceCalls service, Optional<TestedIntegration> given) {
    this.service = service;
    this.given = given;
  }

  /**
   * Sets the reply of which messages are rendered from now on.
   *
   * @param integration the path of the integration that replies; empty for the given one
   * @throws ServiceException BAD_REQUEST where there is neither
   */
  void reply(CaseInput input, Optional<String> integration) {
    if (integration.isEmpty() && given.isEmpty()) {
      throw ServiceException.badRequest(
          "The state \"a reply of the backend\" needs \"an integration response\" before it, or"
              + " integration responses that contract mode is given");
    }
    reply = new Reply(input, integration.orElse(null));
  }

  void forgetReply() {
    reply = null;
  }

  /**
   * Renders the frame.
   *
   * @throws ServiceException BAD_REQUEST where there is no reply, or where the service refuses
   */
  ContractMessage render() {
    Reply current = reply;
    if (current == null) {
      throw ServiceException.badRequest("A message needs the state \"a reply of the backend\"");
    }
    return current.integration == null
        ? evaluate(current.input)
        : ask(current.integration, current.input);
  }

  private ContractMessage evaluate(CaseInput input) {
    Evaluation evaluation =
        new Evaluator(EvaluationLimits.defaults(), System::nanoTime)
            .evaluate(given.orElseThrow().request(input));
    return ContractMessage.of(
        evaluation.frame().text(),
        evaluation.selected().map(IntegrationResponse::key),
        evaluation.error().map(error -> error.kind().name()));
  }

  private ContractMessage ask(String integration, CaseInput input) {
    String path = integration.replaceFirst("/v2/", "/patchbay/v1/") + "/evaluations";
    Map<String, Object> answer = service.post(path, members(input)).orThrow().members();
    return ContractMessage.of(
        text(answer.get("frame"), "text").orElse(""),
        text(answer, "integrationResponseKey"),
        text(answer.get("error"), "kind"));
  }

  private static Optional<String> text(@Nullable Object members, String name) {
    return members instanceof Map<?, ?> map && map.get(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Map<String, Object> members(CaseInput input) {
    EvaluationContext context = input.context();
    Map<String, Object> request = new LinkedHashMap<>(context.requestParameters());
    request.put("body", context.requestBody());
    return Map.of(
        "reply", reply(input.reply()),
        "context", context.variables(),
        "stageVariables", context.stageVariables(),
        "request", request);
  }

  private static Map<String, Object> reply(BackendReply reply) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("statusCode", reply.statusCode());
    members.put("headers", reply.headers());
    members.put("body", reply.body().base64());
    members.put("isBase64Encoded", true);
    String errorMessage = reply.errorMessage();
    if (errorMessage != null) {
      members.put("errorMessage", errorMessage);
    }
    return members;
  }
}
