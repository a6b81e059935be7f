package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.TraceStep.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation, from the reply to the frame. Each step appends to the trace. */
final class ReplyEvaluation {

  private final EvaluationRequest request;
  private final Selection selection;
  private final TemplateRenderer renderer;
  private final Variables variables;
  private final List<TraceStep> trace = new ArrayList<>();
  private List<Candidate> candidates = List.of();
  private List<MappedParameter> parameters = List.of();
  private @Nullable IntegrationResponse selected;
  private @Nullable String templateKey;
  private ResponseOverride responseOverride = ResponseOverride.NONE;

  ReplyEvaluation(
      EvaluationRequest request, Selection selection, JsonPaths paths, TemplateRenderer renderer) {
    this.request = request;
    this.selection = selection;
    this.renderer = renderer;
    this.variables = new Variables(paths, request.reply(), request.context());
  }

  Evaluation evaluate() {
    try {
      int bodyBytesMax = Budget.current().limits().bodyBytes();
      if (request.reply().body().size() > bodyBytesMax) {
        throw new EvaluationFault(
            Kind.BODY_LIMIT, "the body of the reply has more than " + bodyBytesMax + " bytes");
      }
      Payload payload =
          request.selectionExpression() == null
              ? passThrough()
              : transform(select(request.selectionExpression()));
      Frame frame = Frame.of(payload);
      Budget.current()
          .outputBytes(
              frame.bytes().isEmpty() ? payload.size() : Payload.ofText(frame.text()).size());
      step(Name.FRAME, "", frame.text(), "the client receives a text frame");
      return result(frame, null);
    } catch (EvaluationFault e) {
      EvaluationError error = templateKey == null ? e.error() : e.error().inTemplate(templateKey);
      String frame = ErrorFrame.of(error, request.context());
      step(Name.FRAME, "", frame, error.message());
      return result(Frame.ofText(frame), error);
    }
  }

  private Evaluation result(Frame frame, @Nullable EvaluationError error) {
    return new Evaluation(
        Optional.ofNullable(selected),
        candidates,
        Optional.ofNullable(templateKey),
        parameters,
        responseOverride,
        frame,
        Optional.ofNullable(error),
        Budget.current().notes(),
        List.copyOf(trace));
  }

  private void step(Name name, String input, String output, String reason) {
    trace.add(new TraceStep(name, input, output, reason));
  }

  private Payload passThrough() {
    step(Name.INTEGRATION_RESPONSE, "", "", "a proxy uses no integration responses");
    return request.reply().body();
  }

  private IntegrationResponse select(String expression) {
    Optional<String> value =
        SelectionExpression.parse(expression).evaluate(variables::forSelection);
    step(
        Name.SELECTION_VALUE,
        expression,
        value.orElse(""),
        value.isPresent() ? "the reply has this value" : "the reply has no such value");
    Selection.Outcome outcome = selection.select(value, request.responses());
    candidates = outcome.candidates();
    selected = outcome.selected();
    if (selected == null) {
      throw new EvaluationFault(
          Kind.NO_INTEGRATION_RESPONSE,
          request.responses().isEmpty()
              ? "the integration has no integration responses"
              : "no key matches " + quoted(value) + ", and none is $default");
    }
    String reason = "";
    int others = 0;
    for (Candidate candidate : candidates) {
      reason = candidate.selected() ? candidate.reason() : reason;
      others += candidate.matched() && !candidate.selected() ? 1 : 0;
    }
    step(
        Name.INTEGRATION_RESPONSE,
        value.orElse(""),
        selected.key(),
        others == 0 ? reason : reason + "; " + others + " more match");
    return selected;
  }

  private static String quoted(Optional<String> value) {
    return value.isEmpty() ? "a reply without a value" : "the value '" + value.get() + "'";
  }

  private Payload transform(IntegrationResponse response) {
    TemplateChoice choice =
        TemplateChoice.of(
            response.templateSelectionExpression(),
            response.responseTemplates(),
            variables::forTemplateSelection);
    Payload body = ContentHandling.apply(response, request.reply().body(), choice, trace);
    step(
        Name.TEMPLATE_SELECTION,
        choice.value() == null ? "" : choice.value(),
        choice.key() == null ? "" : choice.key(),
        choice.reason());
    Payload rendered = choice.template() == null ? body : render(choice, body);
    parameters = Parameters.map(response.responseParameters(), variables::forParameter);
    step(
        Name.PARAMETERS,
        "",
        parameters.size() + " mappings",
        "they set headers, which a frame has none of");
    return rendered;
  }

  private Payload render(TemplateChoice choice, Payload body) {
    templateKey = choice.key();
    String text = body.text();
    TemplateRenderer.Rendered rendered =
        renderer.render(String.valueOf(choice.template()), text, request.context());
    responseOverride = rendered.override();
    step(Name.RENDERING, text, rendered.text(), "the template " + choice.key() + " made it");
    return Payload.ofText(rendered.text());
  }
}
