package dev.patchbay.http;

import dev.patchbay.evaluation.Candidate;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationError;
import dev.patchbay.evaluation.Frame;
import dev.patchbay.evaluation.LintWarning;
import dev.patchbay.evaluation.MappedParameter;
import dev.patchbay.evaluation.ResponseOverride;
import dev.patchbay.evaluation.TraceStep;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ResourceCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of an evaluation as JSON. */
final class EvaluationJson {

  /** A header of API Gateway is no longer, and an answer has up to 256 of them. */
  private static final int VALUE_LENGTH_MAX = 8 * 1024;

  private EvaluationJson() {}

  /**
   * Encodes an evaluation.
   *
   * @throws ServiceException BAD_REQUEST where the answer is too large
   */
  static byte[] encode(Evaluation evaluation, List<LintWarning> warnings) {
    Map<String, Object> members = members(evaluation);
    members.put("warnings", warnings.stream().map(EvaluationJson::warning).toList());
    byte[] bytes = ResourceCodec.encode(members);
    if (bytes.length > Limit.EVALUATION_ANSWER.value()) {
      throw ServiceException.badRequest(
          "The answer has more than %d bytes; evaluate a smaller reply, or fewer mappings"
              .formatted(Limit.EVALUATION_ANSWER.value()));
    }
    return bytes;
  }

  private static Map<String, Object> members(Evaluation evaluation) {
    Map<String, Object> members = new LinkedHashMap<>();
    evaluation
        .selected()
        .ifPresent(
            selected -> {
              members.put("integrationResponseId", unicode(selected.id()));
              members.put("integrationResponseKey", unicode(selected.key()));
            });
    members.put(
        "candidates", evaluation.candidates().stream().map(EvaluationJson::candidate).toList());
    evaluation.templateKey().ifPresent(key -> members.put("templateKey", unicode(key)));
    members.put(
        "parameters", evaluation.parameters().stream().map(EvaluationJson::parameter).toList());
    Map<String, Object> override = override(evaluation.responseOverride());
    if (!override.isEmpty()) {
      members.put("responseOverride", override);
    }
    members.put("frame", frame(evaluation.frame()));
    evaluation.error().ifPresent(error -> members.put("error", error(error)));
    members.put("notes", evaluation.notes().stream().map(EvaluationJson::unicode).toList());
    members.put("trace", evaluation.trace().stream().map(EvaluationJson::step).toList());
    return members;
  }

  private static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("integrationResponseId", unicode(candidate.integrationResponseId()));
    members.put("integrationResponseKey", unicode(candidate.key()));
    members.put("matched", candidate.matched());
    members.put("selected", candidate.selected());
    members.put("reason", unicode(candidate.reason()));
    return members;
  }

  private static Map<String, Object> parameter(MappedParameter parameter) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", unicode(parameter.key()));
    members.put("expression", unicode(parameter.expression()));
    String value = parameter.value();
    if (value != null) {
      members.put("value", unicode(cut(value)));
    }
    return members;
  }

  private static Map<String, Object> override(ResponseOverride override) {
    Map<String, Object> members = new LinkedHashMap<>();
    override.status().ifPresent(status -> members.put("status", unicode(cut(status))));
    if (!override.headers().isEmpty()) {
      Map<String, Object> headers = new LinkedHashMap<>();
      override
          .headers()
          .forEach((name, value) -> headers.put(unicode(cut(name)), unicode(cut(value))));
      members.put("header", headers);
    }
    return members;
  }

  private static Map<String, Object> frame(Frame frame) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", unicode(frame.text()));
    frame.bytes().ifPresent(payload -> members.put("base64", payload.base64()));
    return members;
  }

  private static Map<String, Object> error(EvaluationError error) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", error.kind().name());
    members.put("message", unicode(cut(error.message())));
    putIfKnown(members, "templateKey", error.templateKey());
    if (error.line() > 0) {
      members.put("line", error.line());
      members.put("column", error.column());
    }
    putIfKnown(members, "reference", error.reference());
    return members;
  }

  private static void putIfKnown(Map<String, Object> members, String name, @Nullable String text) {
    if (text != null) {
      members.put(name, unicode(cut(text)));
    }
  }

  private static Map<String, Object> step(TraceStep step) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("step", step.name().name());
    members.put("input", unicode(step.input()));
    members.put("output", unicode(step.output()));
    members.put("reason", unicode(step.reason()));
    return members;
  }

  private static Map<String, Object> warning(LintWarning warning) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", warning.kind().name());
    putIfKnown(members, "integrationResponseId", warning.integrationResponseId());
    members.put("subject", unicode(cut(warning.subject())));
    if (warning.line() > 0) {
      members.put("line", warning.line());
      members.put("column", warning.column());
    }
    members.put("message", unicode(cut(warning.message())));
    return members;
  }

  private static String cut(String text) {
    return text.length() <= VALUE_LENGTH_MAX
        ? text
        : text.substring(0, VALUE_LENGTH_MAX) + " ... [" + text.length() + " characters]";
  }

  /** The text with U+FFFD for each half of a surrogate pair, which no UTF-8 has. */
  private static String unicode(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(
                each ->
                    each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : each)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}
