package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.testkit.RawAnswer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** HTTP APIs that the SDK makes, on the service as users run it. */
final class StoredHttpApiTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private LocalBackend backend;

  @BeforeEach
  void start() throws Exception {
    backend = new LocalBackend();
  }

  @AfterEach
  void close() throws Exception {
    backend.close();
  }

  private static RawAnswer get(String target, String... headers) throws Exception {
    return HttpApiClient.get(PATCHBAY.gatewayAddress().getPort(), target, headers);
  }

  @Test
  void anApiOfQuickCreationIsServedAtOnce() throws Exception {
    ApiGatewayV2Client client = PATCHBAY.aws();
    CreateApiResponse api =
        client.createApi(
            request ->
                request.name("shop").protocolType(ProtocolType.HTTP).target(backend.uri("/shop")));
    String apiId = api.apiId();
    assertThat(get(URI.create(api.apiEndpoint()).getPath()).status()).isEqualTo(200);
    assertThat(backend.next().uri()).isEqualTo("/shop");
    RawAnswer answer = get("/execute-api/" + apiId + "/pets/1?a=b");
    assertThat(answer.status() + " " + answer.body()).isEqualTo("200 answer");
    assertThat(backend.next().uri()).isEqualTo("/shop/pets/1?a=b");
    assertThat(get("/x", "Host: " + apiId + ".execute-api.us-east-1.localhost").status())
        .isEqualTo(200);
    assertThat(backend.next().uri()).isEqualTo("/shop/x");
  }

  @Test
  void aRouteIsServedAtTheStageThatDeploysIt() throws Exception {
    ApiGatewayV2Client client = PATCHBAY.aws();
    String apiId =
        client.createApi(request -> request.name("shop").protocolType(ProtocolType.HTTP)).apiId();
    String integrationId =
        client
            .createIntegration(
                request ->
                    request
                        .apiId(apiId)
                        .integrationType(IntegrationType.HTTP_PROXY)
                        .integrationMethod("GET")
                        .integrationUri(backend.uri("/store/{id}"))
                        .payloadFormatVersion("1.0"))
            .integrationId();
    client.createRoute(
        request ->
            request
                .apiId(apiId)
                .routeKey("GET /pets/{id}")
                .target("integrations/" + integrationId));
    String target = "/execute-api/" + apiId + "/prod/pets/6";
    assertThat(get(target).status()).isEqualTo(404);
    client.createStage(request -> request.apiId(apiId).stageName("prod"));
    client.updateStage(request -> request.apiId(apiId).stageName("prod").autoDeploy(true));
    eventually("the stage is served", () -> get(target).status() == 200);
    assertThat(backend.next().uri()).isEqualTo("/store/6");
    assertThat(get("/execute-api/" + apiId + "/prod/pets").status()).isEqualTo(404);
  }
}
