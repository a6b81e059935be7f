package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.TraceStep.Name;
import java.util.List;

/** Converts the body of a reply between binary data and base64 text, before a template sees it. */
final class ContentHandling {

  private ContentHandling() {}

  static Payload apply(
      IntegrationResponse response, Payload body, TemplateChoice choice, List<TraceStep> trace) {
    String strategy = String.valueOf(response.contentHandlingStrategy());
    return switch (strategy) {
      case "CONVERT_TO_TEXT" -> toText(body, trace);
      case "CONVERT_TO_BINARY" -> toBinary(body, choice, trace);
      default -> body;
    };
  }

  private static Payload toText(Payload body, List<TraceStep> trace) {
    if (body.isUtf8()) {
      step(trace, "CONVERT_TO_TEXT", body, "the body is text already");
      return body;
    }
    Payload text = Payload.ofText(body.base64());
    step(trace, "CONVERT_TO_TEXT", text, "the body is not UTF-8 and becomes base64");
    return text;
  }

  private static Payload toBinary(Payload body, TemplateChoice choice, List<TraceStep> trace) {
    if (choice.template() != null) {
      throw new EvaluationFault(
          Kind.BINARY_WITH_TEMPLATE,
          "CONVERT_TO_BINARY and the template " + choice.key() + " exclude each other");
    }
    Payload binary =
        Payload.ofBase64(body.text())
            .orElseThrow(
                () ->
                    new EvaluationFault(
                        Kind.BODY_NOT_BASE64,
                        "CONVERT_TO_BINARY needs base64, which the body of the reply is not"));
    step(trace, "CONVERT_TO_BINARY", binary, "the body is base64 and is decoded");
    return binary;
  }

  private static void step(List<TraceStep> trace, String strategy, Payload output, String reason) {
    trace.add(new TraceStep(Name.CONTENT_HANDLING, strategy, output.text(), reason));
  }
}
