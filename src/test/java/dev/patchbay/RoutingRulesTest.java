package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.RoutingRule;
import software.amazon.awssdk.services.apigatewayv2.model.RoutingRuleAction;

/** Routing rules of a domain name, which name an API and a stage. */
class RoutingRulesTest {

  private static final String DOMAIN = "/v2/domainnames/rules.example.com";

  private static final String RULES = DOMAIN + "/routingrules";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();
  private String apiId = "";

  @BeforeEach
  void createReferencedResources() {
    String api = http.createApi();
    apiId = api.substring(api.lastIndexOf('/') + 1);
    http.create(api + "/stages", "{\"stageName\":\"prod\"}");
    http.create(
        "/v2/domainnames",
        "{\"domainName\":\"rules.example.com\",\"domainNameConfigurations\":[{\"certificateArn\":"
            + "\"arn:aws:acm:us-east-1:000000000000:certificate/c\"}]}");
  }

  private String rule(int priority, String conditions) {
    return new JsonObject()
        .put("actions", new JsonArray().add(action(apiId, "prod")))
        .put("conditions", new JsonArray(conditions.replace('\'', '"')))
        .put("priority", priority)
        .encode();
  }

  private static JsonObject action(String apiId, String stage) {
    return new JsonObject()
        .put("invokeApi", new JsonObject().put("apiId", apiId).put("stage", stage));
  }

  @Test
  void everyMemberIsAnsweredAndReplaced() {
    String conditions =
        "[{'matchHeaders':{'anyOf':[{'header':'x-a','valueGlob':'*b*'}]}},"
            + "{'matchBasePaths':{'anyOf':['orders']}}]";
    String path = http.create(RULES, rule(7, conditions));
    JsonObject created = http.get(path).json();
    String id = created.getString("routingRuleId");
    assertThat(id).matches("[a-z0-9]{6}");
    assertThat(created.getString("routingRuleArn"))
        .isEqualTo(
            "arn:aws:apigateway:us-east-1:000000000000:/domainnames/rules.example.com/routingrules/"
                + id);
    assertThat(created.getJsonArray("conditions"))
        .isEqualTo(new JsonArray(conditions.replace('\'', '"')));
    assertThat(created.getJsonArray("actions").getJsonObject(0).getJsonObject("invokeApi").getMap())
        .containsEntry("stripBasePath", false);

    Answer replaced = http.send("PUT", path, rule(8, "[]"));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().getInteger("priority")).isEqualTo(8);
    assertThat(replaced.json().getJsonArray("conditions")).isEmpty();
    assertThat(http.get(path).json()).isEqualTo(replaced.json());
    assertThat(http.delete(path).status()).isEqualTo(204);
    assertThat(http.delete(path).assertError(404, "NotFoundException").message())
        .isEqualTo("Invalid RoutingRule identifier specified");
  }

  @Test
  void theSdkPagesThroughTheRules() {
    for (int priority = 1; priority <= 5; priority++) {
      http.create(RULES, rule(priority, "[]"));
    }
    assertThat(
            aws
                .listRoutingRulesPaginator(l -> l.domainName("rules.example.com").maxResults(2))
                .routingRules()
                .stream()
                .map(RoutingRule::priority))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    Answer tooMany = http.get(RULES + "?maxResults=101").assertError(400, "BadRequestException");
    assertThat(tooMany.message()).contains("maxResults", "from 1 to 100");
  }

  @Test
  void noTwoRulesHaveOnePriority() {
    http.create(RULES, rule(1, "[]"));
    String second = http.create(RULES, rule(2, "[]"));
    http.post(RULES, rule(1, "[]")).assertError(409, "ConflictException");
    http.send("PUT", second, rule(1, "[]")).assertError(409, "ConflictException");
    assertThat(http.send("PUT", second, rule(2, "[]")).status()).isEqualTo(200);
  }

  @Test
  void theApiAndTheStageMustExist() {
    JsonObject rule = new JsonObject(rule(1, "[]"));
    rule.put("actions", new JsonArray().add(action("none", "prod")));
    assertThat(http.post(RULES, rule.encode()).assertError(404, "NotFoundException").message())
        .startsWith("Invalid API identifier specified");
    rule.put("actions", new JsonArray().add(action(apiId, "none")));
    assertThat(http.post(RULES, rule.encode()).assertError(404, "NotFoundException").message())
        .isEqualTo("Invalid stage identifier specified");
    String path = http.create(RULES, rule(1, "[]"));
    http.send("PUT", path, rule.encode()).assertError(404, "NotFoundException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{}] | conditions[0]",
        "[{'matchBasePaths':{'anyOf':['a']},'matchHeaders':{'anyOf':[]}}] | conditions[0]",
        "[{'matchBasePaths':{'anyOf':['a','b']}}] | conditions[0].matchBasePaths.anyOf",
        "[{'matchHeaders':{'anyOf':[{'header':'a','valueGlob':'a*b'}]}}] | valueGlob",
        "[{'matchHeaders':{'anyOf':[{'header':'a'}]}}] | Value glob is required",
        "[{'matchBasePaths':{'anyOf':['a']}},{'matchBasePaths':{'anyOf':['b']}}] | matchBasePaths",
      })
  void conditionsAreRefused(String conditions, String named) {
    Answer refused = http.post(RULES, rule(1, conditions)).assertError(400, "BadRequestException");
    assertThat(refused.message()).contains(named);
  }

  @Test
  void aRuleHasOneActionAndEveryMember() {
    JsonObject rule = new JsonObject(rule(1, "[]"));
    rule.put("actions", new JsonArray());
    http.post(RULES, rule.encode()).assertError(400, "BadRequestException");
    rule.put("actions", new JsonArray().add(action(apiId, "prod")).add(action(apiId, "prod")));
    http.post(RULES, rule.encode()).assertError(400, "BadRequestException");
    String path = http.create(RULES, rule(1, "[]"));
    assertThat(
            http.send("PUT", path, "{\"priority\":1}")
                .assertError(400, "BadRequestException")
                .message())
        .isEqualTo("Actions is required");
    http.patch(path, rule(1, "[]")).assertError(405, "MethodNotAllowedException");
  }

  @Test
  void aNullMemberIsOmitted() {
    JsonObject invokeApi = action(apiId, "prod");
    invokeApi.getJsonObject("invokeApi").putNull("stripBasePath");
    String path =
        http.create(
            RULES,
            new JsonObject(rule(1, "[]")).put("actions", new JsonArray().add(invokeApi)).encode());
    RoutingRuleAction action =
        aws.getRoutingRule(
                r ->
                    r.domainName("rules.example.com")
                        .routingRuleId(path.substring(RULES.length() + 1)))
            .actions()
            .get(0);
    assertThat(action.invokeApi().stripBasePath()).isFalse();
  }

  @Test
  void rulesGoWithTheirDomainName() {
    String path = http.create(RULES, rule(1, "[]"));
    assertThat(http.delete(DOMAIN).status()).isEqualTo(204);
    assertThat(http.get(path).assertError(404, "NotFoundException").message())
        .isEqualTo("Invalid domain name identifier specified");
  }
}
