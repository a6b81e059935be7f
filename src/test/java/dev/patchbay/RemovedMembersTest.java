package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** The operations that remove one member of a resource, or one entry of a member. */
class RemovedMembersTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  @Test
  void corsIsRemovedAndItsLackIsNoError() {
    String api =
        http.create(
            "/v2/apis",
            "{\"name\":\"n\",\"protocolType\":\"HTTP\",\"corsConfiguration\":{\"allowOrigins\":[\"*\"]}}");
    String id = api.substring(api.lastIndexOf('/') + 1);
    for (int i = 0; i < 2; i++) {
      assertThat(aws.deleteCorsConfiguration(c -> c.apiId(id)).sdkHttpResponse().statusCode())
          .isEqualTo(204);
      assertThat(http.get(api).json().containsKey("corsConfiguration")).isFalse();
      assertThat(http.get(api).etag()).isEqualTo("\"2\"");
    }
    var missing = http.delete("/v2/apis/x/cors");
    missing.assertError(404, "NotFoundException");
    assertThat(missing.message()).isEqualTo("Invalid API identifier specified 000000000000:x");
  }

  @Test
  void oneRequestParameterIsRemovedAndTheLastOneWithTheMember() {
    String api = http.createApi();
    String route =
        http.create(
            api + "/routes",
            new JsonObject()
                .put("routeKey", "$connect")
                .put(
                    "requestParameters",
                    Map.of(
                        "route.request.querystring.a",
                        Map.of("required", true),
                        "route.request.header.b/c",
                        Map.of("required", false)))
                .encode());
    String apiId = api.substring(api.lastIndexOf('/') + 1);
    String routeId = route.substring(route.lastIndexOf('/') + 1);
    aws.deleteRouteRequestParameter(
        r -> r.apiId(apiId).routeId(routeId).requestParameterKey("route.request.header.b/c"));
    assertThat(http.get(route).json().getJsonObject("requestParameters").fieldNames())
        .containsExactly("route.request.querystring.a");

    String parameter = route + "/requestparameters/route.request.querystring.a";
    assertThat(http.delete(parameter).status()).isEqualTo(204);
    assertThat(http.get(route).json().containsKey("requestParameters")).isFalse();
    var again = http.delete(parameter);
    again.assertError(404, "NotFoundException");
    assertThat(again.message()).isEqualTo("Invalid request parameter specified");
    assertThat(http.delete(api + "/routes/x/requestparameters/a").message())
        .isEqualTo("Invalid route identifier specified");
  }

  @Test
  void aModelHasATemplate() {
    String api = http.createApi();
    String model =
        http.create(
            api + "/models", "{\"name\":\"m\",\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");
    assertThat(
            aws.getModelTemplate(
                    m ->
                        m.apiId(api.substring(api.lastIndexOf('/') + 1))
                            .modelId(model.substring(model.lastIndexOf('/') + 1)))
                .value())
        .isEqualTo("#set($inputRoot = $input.path('$'))\n\"foo\"\n");
    assertThat(http.get(api + "/models/x/template").message())
        .isEqualTo("Invalid Model identifier specified");
  }
}
