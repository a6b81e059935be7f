package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which template a reply meets. */
final class TemplateChoiceTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "$integration.response.statuscode, 200 $default, 200",
        "$integration.response.statuscode, 201 $default, $default",
        "$integration.response.statuscode, 201, -",
        "$integration.response.header.Content-Type, application/json $default, application/json",
        "$integration.response.header.content-type, application/json $default, $default",
        "${integration.response.multivalueheader.Kind}, 'a,b', 'a,b'",
        "$integration.response.body.errorMessage, 200 $default, $default",
        "${request.body.kind}, chat $default, chat",
        "200, 200, 200",
        "default, default, default",
        "\\$default, $default, $default",
        "-, $default 200, $default",
        "-, x application/json, application/json",
        "-, 200, 200",
        "-, b a, b",
        "-, -, -"
      })
  void chooses(@Nullable String expression, @Nullable String keys, @Nullable String expected) {
    Map<String, String> templates = new LinkedHashMap<>();
    for (String key : keys == null ? new String[0] : keys.split(" ")) {
      templates.put(key, "template");
    }
    IntegrationResponse response =
        new IntegrationResponse("r", "$default", null, Map.of(), templates, expression);
    BackendReply reply =
        new BackendReply(
            200,
            Map.of("Content-Type", List.of("application/json"), "Kind", List.of("a", "b")),
            Payload.ofText("{\"errorMessage\":\"200\"}"),
            null);
    EvaluationContext context =
        new EvaluationContext(Map.of(), Map.of(), "{\"kind\":\"chat\"}", Map.of());
    Evaluation evaluation =
        Evaluations.evaluator()
            .evaluate(new EvaluationRequest(Evaluations.STATUS, List.of(response), reply, context));
    assertThat(evaluation.templateKey().orElse(null)).isEqualTo(expected);
    assertThat(evaluation.frame().text())
        .isEqualTo(expected == null ? reply.body().text() : "template");
  }
}
