package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.PassthroughBehavior;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** The defaults and derived members of AWS, and the resources that are deleted with a parent. */
class AwsSdkDefaultsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final String LAMBDA =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";

  private ApiGatewayV2Client aws;
  private CreateApiResponse webSocket;
  private CreateApiResponse http;

  @BeforeEach
  void createApis() {
    aws = PATCHBAY.aws();
    webSocket =
        aws.createApi(
            a ->
                a.name("w")
                    .protocolType(ProtocolType.WEBSOCKET)
                    .routeSelectionExpression("$request.body.action"));
    http = aws.createApi(a -> a.name("h").protocolType(ProtocolType.HTTP));
  }

  @Test
  void ofAnApi() {
    assertThat(webSocket.apiKeySelectionExpression()).isEqualTo("$request.header.x-api-key");
    assertThat(webSocket.disableExecuteApiEndpoint()).isFalse();
    assertThat(webSocket.ipAddressType()).isEqualTo(IpAddressType.IPV4);
    assertThat(webSocket.hasTags()).isTrue();
    assertThat(webSocket.tags()).isEmpty();
    assertThat(webSocket.description()).isNull();
    assertThat(webSocket.version()).isNull();
    assertThat(webSocket.disableSchemaValidation()).isNull();
    assertThat(http.routeSelectionExpression()).isEqualTo("$request.method $request.path");
    assertThat(http.apiEndpoint())
        .isEqualTo(
            "http://%s/execute-api/%s"
                .formatted(PATCHBAY.gatewayAddress().getAuthority(), http.apiId()));
  }

  @Test
  void ofAnIntegration() {
    CreateIntegrationResponse mock = integration(webSocket.apiId(), "MOCK", null);

    assertThat(mock.connectionType()).isEqualTo(ConnectionType.INTERNET);
    assertThat(mock.passthroughBehavior()).isEqualTo(PassthroughBehavior.WHEN_NO_MATCH);
    assertThat(mock.payloadFormatVersion()).isEqualTo("1.0");
    assertThat(mock.timeoutInMillis()).isEqualTo(29_000);
    assertThat(mock.contentHandlingStrategy()).isNull();
    assertThat(mock.templateSelectionExpression()).isNull();
    assertThat(mock.description()).isNull();
    assertThat(mock.credentialsArn()).isNull();

    CreateIntegrationResponse proxy =
        aws.createIntegration(
            i ->
                i.apiId(http.apiId())
                    .integrationType("HTTP_PROXY")
                    .integrationMethod("GET")
                    .integrationUri("http://a/"));

    assertThat(proxy.passthroughBehavior()).isNull();
    assertThat(proxy.timeoutInMillis()).isEqualTo(30_000);
    assertThat(proxy.integrationResponseSelectionExpression()).isNull();
  }

  @Test
  void ofARoute() {
    CreateRouteResponse route = aws.createRoute(r -> r.apiId(webSocket.apiId()).routeKey("a"));

    assertThat(route.apiKeyRequired()).isFalse();
    assertThat(route.authorizationType()).isEqualTo(AuthorizationType.NONE);
    assertThat(route.target()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "MOCK,       ,                                              ${integration.response.statuscode}",
    "HTTP,       http://a/,                                     ${integration.response.statuscode}",
    "HTTP_PROXY, http://a/,                                     ",
    "AWS_PROXY,  " + LAMBDA + ",                                ",
    "AWS,        "
        + LAMBDA
        + ",                                ${integration.response.body.errorMessage}",
    "AWS,        arn:aws:apigateway:us-east-1:sqs:path/1/queue, ${integration.response.statuscode}",
  })
  void theSelectionExpressionFollowsFromTheType(
      String type, @Nullable String uri, @Nullable String expression) {
    CreateIntegrationResponse created = integration(webSocket.apiId(), type, uri);

    assertThat(created.integrationResponseSelectionExpression()).isEqualTo(expression);
  }

  @Test
  void theSelectionExpressionFollowsTheTypeThroughUpdates() {
    String api = webSocket.apiId();
    String id = integration(api, "HTTP", LAMBDA).integrationId();

    assertThat(
            aws.updateIntegration(
                    i -> i.apiId(api).integrationId(id).integrationType(IntegrationType.AWS))
                .integrationResponseSelectionExpression())
        .isEqualTo("${integration.response.body.errorMessage}");
    assertThat(
            aws.updateIntegration(
                    i -> i.apiId(api).integrationId(id).integrationType(IntegrationType.AWS_PROXY))
                .integrationResponseSelectionExpression())
        .isNull();
  }

  @Test
  void proxiesTakeIntegrationResponsesToo() {
    String proxy = integration(webSocket.apiId(), "HTTP_PROXY", "http://a/").integrationId();

    aws.createIntegrationResponse(
        r -> r.apiId(webSocket.apiId()).integrationId(proxy).integrationResponseKey("$default"));
  }

  @Test
  void deletionOfAnIntegrationDeletesItsChildren() {
    String api = webSocket.apiId();
    String integration = integration(api, "MOCK", null).integrationId();
    String response = response(api, integration, "/200/");
    String other = integration(api, "MOCK", null).integrationId();
    String otherResponse = response(api, other, "/200/");

    aws.deleteIntegration(i -> i.apiId(api).integrationId(integration));

    assertMissing(
        "Integration",
        () ->
            aws.getIntegrationResponse(
                r -> r.apiId(api).integrationId(integration).integrationResponseId(response)));
    assertMissing(
        "Integration",
        () ->
            aws.updateIntegrationResponse(
                r ->
                    r.apiId(api)
                        .integrationId(integration)
                        .integrationResponseId(response)
                        .responseTemplates(Map.of("a", "b"))));
    assertMissing(
        "Integration",
        () ->
            aws.createIntegrationResponse(
                r -> r.apiId(api).integrationId(integration).integrationResponseKey("a")));
    assertMissing(
        "Integration",
        () -> aws.getIntegrationResponses(r -> r.apiId(api).integrationId(integration)));
    assertThat(
            aws.getIntegrationResponse(
                    r -> r.apiId(api).integrationId(other).integrationResponseId(otherResponse))
                .integrationResponseKey())
        .isEqualTo("/200/");
  }

  @Test
  void deletionOfAnApiDeletesItsChildren() {
    String api = webSocket.apiId();
    String integration = integration(api, "MOCK", null).integrationId();
    String response = response(api, integration, "/200/");
    String route =
        aws.createRoute(r -> r.apiId(api).routeKey("a").target("integrations/" + integration))
            .routeId();
    String routeResponse =
        aws.createRouteResponse(r -> r.apiId(api).routeId(route).routeResponseKey("$default"))
            .routeResponseId();

    aws.deleteApi(a -> a.apiId(api));

    assertMissing("Api", () -> aws.getIntegration(i -> i.apiId(api).integrationId(integration)));
    assertMissing(
        "Api",
        () ->
            aws.getIntegrationResponse(
                r -> r.apiId(api).integrationId(integration).integrationResponseId(response)));
    assertMissing(
        "Api",
        () ->
            aws.updateIntegrationResponse(
                r -> r.apiId(api).integrationId(integration).integrationResponseId(response)));
    assertMissing("Api", () -> aws.getRoute(r -> r.apiId(api).routeId(route)));
    assertMissing(
        "Api",
        () ->
            aws.deleteRouteResponse(
                r -> r.apiId(api).routeId(route).routeResponseId(routeResponse)));
    assertMissing("Api", () -> aws.createIntegration(i -> i.apiId(api).integrationType("MOCK")));
    assertThat(PATCHBAY.redis().lastingKeys("*" + api + "*")).isEmpty();
  }

  private CreateIntegrationResponse integration(String api, String type, @Nullable String uri) {
    return aws.createIntegration(
        i -> {
          i.apiId(api).integrationType(type);
          if (uri != null) {
            i.integrationUri(uri);
          }
        });
  }

  private String response(String api, String integration, String key) {
    return aws.createIntegrationResponse(
            r -> r.apiId(api).integrationId(integration).integrationResponseKey(key))
        .integrationResponseId();
  }

  private static void assertMissing(String resourceType, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            NotFoundException.class,
            missing -> assertThat(missing.resourceType()).isEqualTo(resourceType));
  }
}
