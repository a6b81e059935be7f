package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No template, key, expression, body or request makes the service fail. */
class RandomEvaluationsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final int ROUNDS = 300;

  private static final Pattern JAVA =
      Pattern.compile("dev\\.patchbay|java\\.(lang|util)|org\\.apache|@[0-9a-f]{5,}");

  private static final List<String> BODIES =
      List.of(
          "",
          "text",
          "{\"a\":[{\"x\":1},{\"x\":null}],\"k\":\"text\",\"n\":2.5}",
          "{\"a\":",
          "[".repeat(500),
          "[1,2,[3]]",
          "\uD83D\uDE00\u0000\u2028",
          "{\"errorMessage\":\"" + "a".repeat(200) + "!\"}",
          "x".repeat(100_000));

  private static final List<String> KEYS =
      List.of("$default", "200", "/2../", "/(a+)+$/", "/(?=a)*b/", "/(.*a){12}/", "2xx", "/\\d+/");

  private static final List<String> EXPRESSIONS =
      List.of(
          "'static'",
          "integration.response.body",
          "integration.response.body.a[0].x",
          "integration.response.body..*",
          "integration.response.header.X-A",
          "context.a.b",
          "stageVariables.s");

  private static final List<Object> VALUES =
      List.of("text", 1, -7, 1.5, true, new JsonObject(), List.of(), List.of(1, "a"), "\uD800");

  @Test
  void everyEvaluationIsAnswered() {
    String integration = PATCHBAY.http().createIntegration(PATCHBAY.http().createApi());
    String path = integration.replace("/v2/", "/patchbay/v1/") + "/evaluations";
    Map<String, Integer> outcomes = new TreeMap<>();

    Seeded.times(
        ROUNDS,
        seeded -> {
          String request = request(seeded);
          Answer answer = PATCHBAY.http().post(path, request);
          assertThat(answer.status()).as(request + "\n" + answer.body()).isIn(200, 400);
          assertThat(JAVA.matcher(answer.body()).find()).as(answer.body()).isFalse();
          outcomes.merge(outcome(answer), 1, Integer::sum);
        });

    assertThat(outcomes).containsKeys("rendered", "TEMPLATE_SYNTAX", "BadRequestException");
  }

  private static String outcome(Answer answer) {
    if (answer.status() != 200) {
      return String.valueOf(answer.errorType());
    }
    JsonObject error = answer.json().getJsonObject("error");
    return error == null ? "rendered" : error.getString("kind");
  }

  private static String request(Seeded seeded) {
    JsonObject change =
        new JsonObject()
            .put("integrationResponseKey", seeded.oneOf(KEYS))
            .put(
                "responseTemplates",
                new JsonObject().put("$default", new RandomTemplate(seeded.random()).next()))
            .put(
                "responseParameters",
                new JsonObject().put("route.response.header.a", seeded.oneOf(EXPRESSIONS)));
    if (seeded.onceIn(4)) {
      change.put("contentHandlingStrategy", seeded.oneOf(List.of("CONVERT_TO_BINARY", "")));
    }
    JsonObject reply =
        new JsonObject()
            .put("statusCode", seeded.oneOf(List.of(200, 201, 404, 599)))
            .put("headers", new JsonObject().put("X-A", seeded.oneOf(BODIES)))
            .put("body", seeded.oneOf(BODIES))
            .put("isBase64Encoded", seeded.onceIn(5));
    JsonObject request =
        new JsonObject()
            .put("reply", reply)
            .put("context", new JsonObject().put("a", seeded.oneOf(VALUES)))
            .put("request", new JsonObject().put("body", seeded.oneOf(BODIES)))
            .put("changes", new JsonObject().put("new", change));
    if (seeded.onceIn(5)) {
      JsonObject spoilt = seeded.oneOf(List.of(request, reply, change));
      List<String> names = List.copyOf(spoilt.fieldNames());
      spoilt.put(seeded.oneOf(names), seeded.oneOf(VALUES));
    }
    String text = request.encode();
    return seeded.onceIn(20) ? text.substring(0, seeded.random().nextInt(text.length())) : text;
  }
}
