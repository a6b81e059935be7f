package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ServiceException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);

  @Test
  void countsCodePoints() {
    String astral = "\uD83D\uDE00";

    assertThat(templateOf(astral.repeat(32768))).isEqualTo("ok");
    assertThat(templateOf("a".repeat(32768))).isEqualTo("ok");
    assertThat(templateOf(astral.repeat(32769)))
        .isEqualTo(
            "BadRequestException Invalid responseTemplates.t specified: \""
                + astral.repeat(64)
                + "...\". Allowed: 0 to 32768 characters; null removes the key.");
    assertThat(templateOf("a".repeat(32769))).startsWith("BadRequestException");
    assertThat(keyOf(astral.repeat(1024))).isEqualTo("ok");
    assertThat(keyOf(astral.repeat(1025))).startsWith("BadRequestException");
    assertThat(templateKeyOf(astral.repeat(256))).isEqualTo("ok");
    assertThat(templateKeyOf(astral.repeat(257)))
        .isEqualTo(
            "BadRequestException Invalid responseTemplates key specified: \""
                + astral.repeat(64)
                + "...\". Allowed: 1 to 256 characters.");
    assertThat(headerOf("'" + astral.repeat(510) + "'")).isEqualTo("ok");
    assertThat(headerOf("'" + astral.repeat(511) + "'"))
        .startsWith("BadRequestException Invalid mapping expression specified: ");
  }

  private static String templateOf(String template) {
    return outcomeOf(Map.of("responseTemplates", Map.of("t", template)));
  }

  private static String templateKeyOf(String key) {
    return outcomeOf(Map.of("responseTemplates", Map.of(key, "")));
  }

  private static String keyOf(String key) {
    return outcomeOf(Map.of("integrationResponseKey", key));
  }

  private static String headerOf(String value) {
    return outcomeOf(Map.of("responseParameters", Map.of("method.response.header.x", value)));
  }

  private static String outcomeOf(Map<String, Object> members) {
    try {
      SCHEMAS.check("UpdateIntegrationResponse", members);
      return "ok";
    } catch (ServiceException refused) {
      return refused.code().shape() + " " + refused.message();
    }
  }

  @Test
  void refusesExpressionsThatWouldExhaustTheStack() {
    assertThat(keyOf("/" + "(".repeat(500) + ")".repeat(500) + "/")).isEqualTo("ok");
    assertThat(headerOf("integration.response.body." + "[?(@.a".repeat(80)))
        .contains("the JSON expression has more than 64");
  }
}
