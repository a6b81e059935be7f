package dev.patchbay.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.cases.TestedIntegration;
import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.provider.ContractProvider.Options;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The messages that verifiers receive. */
@Timeout(60)
final class ContractMessagesTest {

  private static final String REPLY = "a reply of the backend";
  private static final String ASKED =
      "{\"description\":\"an order\",\"providerStates\":[{\"name\":\"" + REPLY + "\"}]}";

  private static ContractProvider provider;

  @BeforeAll
  static void start() throws Exception {
    TestedIntegration given =
        new TestedIntegration(
            "given",
            Integration.of(
                Map.of(
                    "integrationResponseSelectionExpression",
                    "${integration.response.statuscode}")),
            List.of(
                IntegrationResponse.of(
                    "g",
                    Map.of(
                        "integrationResponseKey",
                        "/2../",
                        "responseTemplates",
                        Map.of("$default", "given $input.body")))));
    provider = ContractProvider.start(Options.FREE_PORTS.with(given), Map.of());
  }

  @AfterAll
  static void end() {
    provider.close();
  }

  @BeforeEach
  void tearDown() {
    provider.tearDown();
  }

  private static Answer ask() {
    return new Http(provider.url()).post("/", ASKED);
  }

  private static JsonObject metadata(Answer answer) {
    String header = String.valueOf(answer.header("Pact-Message-Metadata"));
    return new JsonObject(Buffer.buffer(Base64.getDecoder().decode(header)));
  }

  private static void setUpResponse(String template) {
    provider.setUp("an integration", Map.of("integrationType", "HTTP"));
    provider.setUp(
        "an integration response",
        Map.of("integrationResponseKey", "/4../", "responseTemplates", Map.of("a", template)));
  }

  @Test
  void messageIsTheFrameOfTheStoredIntegrationResponses() {
    setUpResponse("{\"a\": $input.json('$.n'), \"of\": \"$context.user.name$context.user.share\"}");
    provider.setUp(
        REPLY,
        Map.of(
            "statusCode",
            404,
            "body",
            Map.of("n", List.of(1, "x")),
            "context",
            Map.of("user", Map.of("name", "ada", "share", new java.math.BigDecimal("0.5")))));

    Answer answer = ask();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\": [1,\"x\"], \"of\": \"ada0.5\"}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(metadata(answer))
        .isEqualTo(
            new JsonObject()
                .put("contentType", "application/json")
                .put("integrationResponseKey", "/4../"));
  }

  @Test
  void anErrorIsTheFrameOfTheGatewayAndIsNamedInTheMetadata() {
    setUpResponse("#foreach(");
    provider.setUp(REPLY, Map.of("statusCode", 400));

    Answer answer = ask();

    assertThat(answer.json().getString("message")).isEqualTo("Internal server error");
    assertThat(metadata(answer).getString("error")).isEqualTo("TEMPLATE_SYNTAX");
  }

  @Test
  void givenIntegrationResponsesRenderWhereStatesSetUpNone() {
    provider.setUp(REPLY, Map.of("body", "text"));
    Answer answer = ask();
    assertThat(answer.body()).isEqualTo("given text");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
  }

  @Test
  void eachInteractionHasItsOwnReply() {
    provider.setUp(REPLY, Map.of("body", "first"));
    assertThat(ask().body()).isEqualTo("given first");
    setUpResponse("stored");

    Answer answer = ask();

    answer.assertError(400, "BadRequestException");
    assertThat(answer.message()).contains(REPLY);
  }

  @Test
  void aReplyThatIsNoneIsRefused() {
    assertThatThrownBy(() -> provider.setUp(REPLY, Map.of("statusCode", 99)))
        .hasMessageContaining("reply.statusCode");
    assertThatThrownBy(() -> provider.setUp(REPLY, Map.of("headers", "none")))
        .hasMessageContaining("reply.headers is not a map");
    assertThatThrownBy(() -> provider.setUp(REPLY, Map.of("status", 200)))
        .hasMessageContaining("no parameter status");
  }

  @Test
  void aRequestThatIsNoJsonIsRefused() {
    new Http(provider.url()).post("/", "{").assertError(400, "SerializationException");
  }

  @Test
  void withoutIntegrationResponsesThereIsNoReply() throws Exception {
    try (ContractProvider without = ContractProvider.start()) {
      assertThatThrownBy(() -> without.setUp(REPLY, Map.of()))
          .hasMessageContaining("needs \"an integration response\" before it");
    }
  }
}
