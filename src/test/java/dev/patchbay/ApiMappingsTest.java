package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiMappingResponse;

/** Mappings of a domain name to APIs, which lie in other roots. */
class ApiMappingsTest {

  private static final String DOMAIN = "/v2/domainnames/*.example.com";

  private static final String MAPPINGS = DOMAIN + "/apimappings";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();
  private String api = "";
  private String httpApi = "";

  @BeforeEach
  void createDomainName() {
    api = last(http.createApi());
    httpApi = last(http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}"));
    for (String name : new String[] {api, httpApi}) {
      aws.createStage(s -> s.apiId(name).stageName("prod"));
    }
    aws.createStage(s -> s.apiId(httpApi).stageName("$default"));
    aws.createDomainName(
        d ->
            d.domainName("*.example.com")
                .domainNameConfigurations(
                    DomainNameConfiguration.builder()
                        .certificateArn("arn:aws:acm:us-east-1:000000000000:certificate/c")
                        .build()));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static JsonObject mapping(String apiId) {
    return new JsonObject().put("apiId", apiId).put("stage", "prod");
  }

  private Answer create(JsonObject mapping) {
    return http.post(MAPPINGS, mapping.encode());
  }

  @Test
  void everyMemberIsAnsweredAndChanged() {
    CreateApiMappingResponse created =
        aws.createApiMapping(m -> m.domainName("*.example.com").apiId(api).stage("prod"));
    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.apiMappingId()).matches("[a-z0-9]{6}");
    assertThat(created.apiMappingKey()).isNull();
    assertThat(http.get(MAPPINGS + "/" + created.apiMappingId()).json())
        .isEqualTo(mapping(api).put("apiMappingId", created.apiMappingId()));

    UpdateApiMappingResponse updated =
        aws.updateApiMapping(
            m ->
                m.domainName("*.example.com")
                    .apiMappingId(created.apiMappingId())
                    .apiId(httpApi)
                    .apiMappingKey("v1/orders"));
    assertThat(updated.apiId()).isEqualTo(httpApi);
    assertThat(updated.apiMappingKey()).isEqualTo("v1/orders");
    assertThat(updated.stage()).isEqualTo("prod");
    assertThat(
            aws.getApiMapping(
                    m -> m.domainName("*.example.com").apiMappingId(created.apiMappingId()))
                .toString())
        .isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(aws.getApiMappings(m -> m.domainName("*.example.com")).items())
        .extracting("apiMappingId")
        .containsExactly(created.apiMappingId());
    aws.deleteApiMapping(m -> m.domainName("*.example.com").apiMappingId(created.apiMappingId()));
    http.get(MAPPINGS + "/" + created.apiMappingId())
        .assertError(404, "NotFoundException", "Invalid ApiMapping identifier specified");
  }

  @Test
  void aKeyIsTakenOnceAndNoKeyIsOne() {
    String taken = "ApiMapping key already exists for this domain name";
    assertThat(create(mapping(api)).status()).isEqualTo(201);
    create(mapping(httpApi)).assertError(409, "ConflictException", taken);
    create(mapping(api).put("apiMappingKey", "")).assertError(409, "ConflictException", taken);
    Answer second = create(mapping(api).put("apiMappingKey", "v1"));
    create(mapping(api).put("apiMappingKey", "v1")).assertError(409, "ConflictException", taken);
    String path = MAPPINGS + "/" + second.json().getString("apiMappingId");
    http.patch(path, "{\"apiMappingKey\":\"\"}").assertError(409, "ConflictException", taken);
    assertThat(create(mapping(api).put("apiMappingKey", "V1")).status()).isEqualTo(201);
  }

  @Test
  void anEmptyKeyOfAnUpdateMakesItTheMappingOfTheRoot() {
    String path = http.create(MAPPINGS, mapping(api).put("apiMappingKey", "v1").encode());
    assertThat(http.patch(path, "{\"apiMappingKey\":\"\"}").json().fieldNames())
        .doesNotContain("apiMappingKey");
    assertThat(create(mapping(api).put("apiMappingKey", "v1")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "a/routes/b", "{x}", "a:b"})
  void theApiMustExist(String apiId) {
    String text = "Invalid API identifier specified 000000000000:" + apiId;
    create(mapping(apiId)).assertError(404, "NotFoundException", text);
    String path = http.create(MAPPINGS, mapping(api).encode());
    http.patch(path, new JsonObject().put("apiId", apiId).encode())
        .assertError(404, "NotFoundException", text);
  }

  @Test
  void theStageMustBeOneOfTheApi() {
    String text = "Invalid stage identifier specified";
    JsonObject ofHttp = mapping(httpApi).put("stage", "$default");
    create(mapping(api).put("stage", "$default")).assertError(404, "NotFoundException", text);
    String path = http.create(MAPPINGS, ofHttp.encode());
    http.patch(path, "{\"stage\":\"none\"}").assertError(404, "NotFoundException", text);
    http.patch(path, new JsonObject().put("apiId", api).encode())
        .assertError(404, "NotFoundException", text);
    assertThat(http.patch(path, mapping(api).encode()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "v1/", "a//b", "a b", "a?b", "ä", "a%2Fb"})
  void otherKeysAreRefused(String key) {
    assertThat(
            create(mapping(httpApi).put("apiMappingKey", key))
                .assertError(400, "BadRequestException")
                .message())
        .contains("apiMappingKey");
  }

  @Test
  void aKeyHasUpTo300Characters() {
    String most = "$-_.+!*'()" + "a".repeat(290);
    assertThat(create(mapping(api).put("apiMappingKey", most)).status()).isEqualTo(201);
    create(mapping(api).put("apiMappingKey", most + "a")).assertError(400, "BadRequestException");
  }

  @Test
  void keysOfSeveralLevelsAreForHttpApis() {
    String text = "An apiMappingKey of several levels is only supported for HTTP APIs";
    JsonObject levels = new JsonObject().put("apiMappingKey", "a/b");
    create(mapping(api).mergeIn(levels)).assertError(400, "BadRequestException", text);
    String ofHttp = http.create(MAPPINGS, mapping(httpApi).mergeIn(levels).encode());
    http.patch(ofHttp, new JsonObject().put("apiId", api).encode())
        .assertError(400, "BadRequestException", text);
    String webSocket = http.create(MAPPINGS, mapping(api).encode());
    http.patch(webSocket, "{\"apiMappingKey\":\"c/d\"}")
        .assertError(
            400,
            "BadRequestException",
            "apiId is required with an apiMappingKey of several levels");
    assertThat(http.patch(ofHttp, "{\"stage\":\"$default\"}").status()).isEqualTo(200);
  }

  @Test
  void aMappingStaysWhenItsStageAndItsApiGoAndGoesWithItsDomainName() {
    String path = http.create(MAPPINGS, mapping(api).encode());
    assertThat(http.delete("/v2/apis/" + api + "/stages/prod").status()).isEqualTo(204);
    assertThat(http.delete("/v2/apis/" + api).status()).isEqualTo(204);
    assertThat(http.get(path).json().getString("apiId")).isEqualTo(api);
    assertThat(http.patch(path, "{\"apiMappingKey\":\"v1\"}").status()).isEqualTo(200);
    http.patch(path, "{\"stage\":\"prod\"}").assertError(404, "NotFoundException");

    assertThat(http.delete(DOMAIN).status()).isEqualTo(204);
    for (Answer gone :
        new Answer[] {http.get(path), http.get(MAPPINGS), create(mapping(httpApi))}) {
      gone.assertError(404, "NotFoundException", "Invalid domain name identifier specified");
    }
  }

  @Test
  void changesOfADomainNameAreFollowed() {
    http.create(MAPPINGS, mapping(api).encode());
    assertThat(http.get("/patchbay/v1/domainnames/*.example.com/changes").body())
        .contains("CreateDomainName", "CreateApiMapping");
  }
}
