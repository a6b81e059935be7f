package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.EvaluationRequest;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.evaluation.Payload;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The size of the answer of an evaluation. */
final class EvaluationJsonTest {

  private static Evaluation evaluate(int mappings, String headerValue) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < mappings; i++) {
      parameters.put("route.response.header." + i, "integration.response.header.a");
    }
    IntegrationResponse response =
        new IntegrationResponse("id", "$default", null, parameters, Map.of(), null);
    BackendReply reply =
        new BackendReply(200, Map.of("a", List.of(headerValue)), Payload.EMPTY, null);
    return new Evaluator(EvaluationLimits.defaults(), () -> 0)
        .evaluate(
            new EvaluationRequest(
                "${integration.response.statuscode}",
                List.of(response),
                reply,
                EvaluationContext.EMPTY));
  }

  @Test
  void longValueIsCut() {
    byte[] answer = EvaluationJson.encode(evaluate(1, "x".repeat(100_000)), List.of());

    String value =
        new JsonObject(Buffer.buffer(answer))
            .getJsonArray("parameters")
            .getJsonObject(0)
            .getString("value");
    assertThat(value)
        .startsWith("xxx")
        .endsWith("x ... [100000 characters]")
        .hasSizeLessThan(8_300);
  }

  @Test
  void answerBeyondItsLimitIsRefused() {
    assertThat(EvaluationJson.encode(evaluate(256, "x".repeat(100_000)), List.of()))
        .hasSizeLessThan(Limit.EVALUATION_ANSWER.intValue());

    assertThatThrownBy(
            () -> EvaluationJson.encode(evaluate(256, "\u0001".repeat(100_000)), List.of()))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "The answer has more than 4194304 bytes; evaluate a smaller reply, or fewer mappings");
  }
}
