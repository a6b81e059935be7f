package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.IntegrationRequest.PassthroughBehavior;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request of an integration to its backend, and the answer of a mock integration. */
final class RequestExamplesTest {

  private static final Evaluator EVALUATOR = Evaluations.evaluator();

  private static IntegrationRequest request(
      PassthroughBehavior behavior, String expression, Map<String, String> templates) {
    return new IntegrationRequest(templates, expression, behavior, Map.of());
  }

  private static RenderedRequest mock(String template) {
    return EVALUATOR.mock(
        request(PassthroughBehavior.NEVER, "\\$default", Map.of("$default", template)),
        Evaluations.CONTEXT);
  }

  private static EvaluationContext message(String body) {
    return new EvaluationContext(Map.of("connectionId", "C"), Map.of(), body, Map.of());
  }

  @Test
  void aMockAnswersThroughItsIntegrationResponse() {
    BackendReply reply = mock("{statusCode: 200}").mockReply().orElseThrow();
    IntegrationResponse response =
        new IntegrationResponse(
            "r", "/200/", null, Map.of(), Map.of("$default", "{\"pong\":true}"), null);
    Evaluation evaluation =
        EVALUATOR.evaluate(
            new EvaluationRequest(
                Evaluations.STATUS, List.of(response), reply, Evaluations.CONTEXT));
    assertThat(evaluation.frame().text()).isEqualTo("{\"pong\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\": \"200\"}",
        "{\"statusCode\": 200.5}",
        "{}",
        "",
        "200",
        "{statusCode 200}"
      })
  void aMockNeedsAnIntegerAsStatus(String template) {
    RenderedRequest rendered = mock(template);
    assertThat(rendered.mockReply()).isEmpty();
    assertThat(rendered.error().orElseThrow().kind()).isEqualTo(Kind.MOCK_STATUS);
    assertThat(ErrorFrame.of(rendered.error().orElseThrow(), Evaluations.CONTEXT))
        .isEqualTo(Evaluations.INTERNAL_SERVER_ERROR);
  }

  @ParameterizedTest
  @CsvSource({"{\"statusCode\": 200},200", "{\"statusCode\": -1000},-1000", "{statusCode: 0},0"})
  void aMockTakesEveryInteger(String template, int status) {
    assertThat(mock(template).mockReply().orElseThrow().statusCode()).isEqualTo(status);
  }

  @Test
  void aMessageThatNoTemplateFitsIsRefused() {
    RenderedRequest rendered =
        EVALUATOR.renderRequest(
            new IntegrationRequest(Map.of(), null, PassthroughBehavior.NEVER, Map.of()),
            Evaluations.CONTEXT);
    assertThat(rendered.error().orElseThrow().kind()).isEqualTo(Kind.UNSUPPORTED_MEDIA_TYPE);
    assertThat(ErrorFrame.of(rendered.error().orElseThrow(), Evaluations.CONTEXT))
        .contains("\"message\": \"Unsupported Media Type\"");
  }

  @ParameterizedTest
  @CsvSource({"WHEN_NO_MATCH,true", "WHEN_NO_TEMPLATES,false", "NEVER,false"})
  void passthroughBehaviorDecidesAboutMessagesWithoutATemplate(
      PassthroughBehavior behavior, boolean passes) {
    RenderedRequest rendered =
        EVALUATOR.renderRequest(
            request(behavior, "${request.body.kind}", Map.of("a", "x")),
            message("{\"kind\":\"b\"}"));
    assertThat(rendered.error().isEmpty()).isEqualTo(passes);
    assertThat(rendered.body()).isEqualTo(passes ? "{\"kind\":\"b\"}" : "");
  }

  @Test
  void aTemplateMakesTheBodyOfTheMessage() {
    RenderedRequest rendered =
        EVALUATOR.renderRequest(
            request(
                PassthroughBehavior.NEVER,
                "${request.body.kind}",
                Map.of("a", "$context.connectionId:$input.json('$.text')")),
            message("{\"kind\":\"a\",\"text\":\"hi\"}"));
    assertThat(rendered.body()).isEqualTo("C:\"hi\"");
    assertThat(rendered.templateKey()).contains("a");
  }

  @Test
  void theMessageIsNotVisibleInTheAnswerOfAMock() {
    BackendReply reply = mock("{\"statusCode\": 200}").mockReply().orElseThrow();
    assertThat(reply.body().isEmpty()).isTrue();
  }

  /** AWS: Set up data mapping for WebSocket APIs; and the names that the model of AWS uses. */
  @ParameterizedTest
  @CsvSource({
    "context.connectionId,C",
    "stageVariables.color,blue",
    "'''static''',static",
    "route.request.body.user.name,ann",
    "method.request.body.user.name,ann",
    "route.request.body.user,{\"name\":\"ann\"}",
    "route.request.body,{\"user\":{\"name\":\"ann\"}}",
    "route.request.header.X-A,1",
    "route.request.querystring.q,2",
    "route.request.body.nothing,",
    "route.request.header.nothing,",
    "context.nothing,"
  })
  void aParameterOfTheRequestHasTheValueOfItsSource(String source, @Nullable String value) {
    EvaluationContext context =
        new EvaluationContext(
            Map.of("connectionId", "C"),
            Map.of("color", "blue"),
            "{\"user\":{\"name\":\"ann\"}}",
            Map.of("header", Map.of("X-A", "1"), "querystring", Map.of("q", "2")));
    String key = "integration.request.header.X";
    RenderedRequest rendered =
        EVALUATOR.renderRequest(
            IntegrationRequest.of(
                Map.of("integrationType", "HTTP_PROXY", "requestParameters", Map.of(key, source))),
            context);
    assertThat(rendered.body()).isEqualTo(context.requestBody());
    assertThat(rendered.parameters()).containsExactly(new MappedParameter(key, source, value));
  }

  @Test
  void aParameterOutOfAMessageThatIsNotJsonIsSkipped() {
    IntegrationRequest request =
        new IntegrationRequest(
            Map.of(),
            null,
            PassthroughBehavior.WHEN_NO_MATCH,
            Map.of("integration.request.header.X", "route.request.body.a"));
    assertThat(EVALUATOR.renderRequest(request, message("hello")).parameters())
        .extracting(MappedParameter::value)
        .containsExactly((String) null);
  }
}
