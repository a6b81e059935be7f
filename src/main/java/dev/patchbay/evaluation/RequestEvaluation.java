package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one request to a backend from a message. */
final class RequestEvaluation {

  private final IntegrationRequest request;
  private final EvaluationContext context;
  private final JsonPaths paths;
  private final TemplateRenderer renderer;
  private @Nullable String templateKey;

  RequestEvaluation(
      IntegrationRequest request,
      EvaluationContext context,
      JsonPaths paths,
      TemplateRenderer renderer) {
    this.request = request;
    this.context = context;
    this.paths = paths;
    this.renderer = renderer;
  }

  RenderedRequest evaluate() {
    try {
      String body = body();
      Variables variables = new Variables(paths, null, context);
      List<MappedParameter> parameters =
          Parameters.map(request.requestParameters(), variables::forRequestParameter);
      return result(body, parameters, null, null);
    } catch (EvaluationFault e) {
      return result("", List.of(), null, e);
    }
  }

  /** The reply of a mock integration, whose status is in the body that a template renders. */
  RenderedRequest evaluateMock() {
    try {
      String body = body();
      BackendReply reply = new BackendReply(statusCode(body), Map.of(), Payload.EMPTY, null);
      return result(body, List.of(), reply, null);
    } catch (EvaluationFault e) {
      return result("", List.of(), null, e);
    }
  }

  private RenderedRequest result(
      String body,
      List<MappedParameter> parameters,
      @Nullable BackendReply mockReply,
      @Nullable EvaluationFault fault) {
    EvaluationError error = fault == null ? null : fault.error();
    return new RenderedRequest(
        Optional.ofNullable(templateKey),
        body,
        parameters,
        Optional.ofNullable(mockReply),
        Optional.ofNullable(error)
            .map(each -> templateKey == null ? each : each.inTemplate(templateKey)),
        List.copyOf(Budget.current().notes()));
  }

  private String body() {
    TemplateChoice choice =
        TemplateChoice.of(
            request.templateSelectionExpression(),
            request.requestTemplates(),
            new Variables(paths, null, context)::forTemplateSelection);
    if (choice.key() == null && !request.passesThrough()) {
      throw new EvaluationFault(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          choice.reason() + ", and the passthrough behavior is " + request.passthroughBehavior());
    }
    if (choice.template() == null) {
      return context.requestBody();
    }
    templateKey = choice.key();
    return renderer.render(choice.template(), context.requestBody(), context).text();
  }

  private static int statusCode(String body) {
    try {
      if (JsonParser.parseLenient(body) instanceof TemplateMap members
          && members.get("statusCode") instanceof Integer statusCode) {
        return statusCode;
      }
      throw new EvaluationFault(
          Kind.MOCK_STATUS, "the request template renders no integer as statusCode");
    } catch (JsonParser.NotJsonException e) {
      throw new EvaluationFault(
          Kind.MOCK_STATUS, "the request template renders no JSON: " + e.getMessage());
    }
  }
}
