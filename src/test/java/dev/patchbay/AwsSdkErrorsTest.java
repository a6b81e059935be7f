package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ParameterConstraints;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseRequest;

/** Each error as the typed exception that programs catch. */
class AwsSdkErrorsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private ApiGatewayV2Client aws;
  private String api;
  private String httpApi;
  private String integration;
  private String response;

  @BeforeEach
  void createResponse() {
    aws = PATCHBAY.aws();
    api =
        aws.createApi(
                a ->
                    a.name("w")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action"))
            .apiId();
    httpApi = aws.createApi(a -> a.name("h").protocolType(ProtocolType.HTTP)).apiId();
    integration = aws.createIntegration(i -> i.apiId(api).integrationType("MOCK")).integrationId();
    response = create("/200/");
  }

  private String create(String key) {
    return aws.createIntegrationResponse(
            r -> r.apiId(api).integrationId(integration).integrationResponseKey(key))
        .integrationResponseId();
  }

  private void update(Consumer<UpdateIntegrationResponseRequest.Builder> change) {
    aws.updateIntegrationResponse(
        r -> {
          r.apiId(api).integrationId(integration).integrationResponseId(response);
          change.accept(r);
        });
  }

  @Test
  void notFound() {
    NotFoundException noApi =
        catchThrowableOfType(NotFoundException.class, () -> update(r -> r.apiId("a1b2c3d4e5")));
    NotFoundException noIntegration =
        catchThrowableOfType(NotFoundException.class, () -> update(r -> r.integrationId("x")));
    NotFoundException noResponse =
        catchThrowableOfType(
            NotFoundException.class, () -> update(r -> r.integrationResponseId("r/1$ü")));

    assertThat(noApi.statusCode()).isEqualTo(404);
    assertThat(noApi.requestId()).isNotEmpty();
    assertThat(noApi.resourceType()).isEqualTo("Api");
    assertThat(noApi.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid API identifier specified 000000000000:a1b2c3d4e5");
    assertThat(noIntegration.resourceType()).isEqualTo("Integration");
    assertThat(noIntegration.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid Integration identifier specified");
    assertThat(noResponse.resourceType()).isEqualTo("IntegrationResponse");
    assertThat(noResponse.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid IntegrationResponse identifier specified");
  }

  @Test
  void badRequestForEachMemberOfAnIntegrationResponse() {
    assertBad(r -> r.contentHandlingStrategy("CONVERT_TO_NOTHING"), "contentHandlingStrategy");
    assertBad(r -> r.integrationResponseKey(""), "integrationResponseKey");
    assertBad(r -> r.integrationResponseKey("k".repeat(1025)), "integrationResponseKey");
    assertBad(r -> r.integrationResponseKey("/(/"), "Unclosed group near index 1");
    assertBad(r -> r.responseParameters(Map.of("x-header", "'1'")), "responseParameters");
    assertBad(
        r -> r.responseParameters(Map.of("method.response.header.a", "true")),
        "Invalid mapping expression specified: true");
    assertBad(r -> r.responseTemplates(Map.of("", "x")), "responseTemplates");
    assertBad(r -> r.responseTemplates(Map.of("a", "t".repeat(32_769))), "responseTemplates.a");
    assertBad(r -> r.templateSelectionExpression("e".repeat(1025)), "templateSelectionExpression");
  }

  private void assertBad(Consumer<UpdateIntegrationResponseRequest.Builder> change, String text) {
    assertThatThrownBy(() -> update(change))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(text);
  }

  @Test
  void badRequestForAnInvalidApi() {
    assertBadApi(a -> a.routeSelectionExpression(null), "Invalid routeSelectionExpression");
    assertBadApi(a -> a.name(""), "name");
    assertBadApi(a -> a.protocolType("MQTT"), "protocolType");
    assertBadApi(
        a -> a.corsConfiguration(Cors.builder().maxAge(1).build()),
        "Cors is not supported for WEBSOCKET protocolType");
    assertBadApi(a -> a.apiKeySelectionExpression("$x"), "apiKeySelectionExpression");
    assertBadApi(a -> a.target("http://a/"), "target");
    assertBadApi(
        a -> a.protocolType("HTTP").routeSelectionExpression("$x"),
        "Route selection expression is currently limited to \"${request.method} ${request.path}\"");
    assertBadApi(
        a -> a.protocolType("HTTP").routeSelectionExpression(null).disableSchemaValidation(true),
        "disableSchemaValidation");
  }

  private void assertBadApi(Consumer<CreateApiRequest.Builder> change, String text) {
    assertThatThrownBy(
            () ->
                aws.createApi(
                    a -> {
                      a.name("n").protocolType("WEBSOCKET").routeSelectionExpression("$r");
                      change.accept(a);
                    }))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(text);
  }

  @Test
  void badRequestForAnInvalidIntegration() {
    assertBadIntegration(i -> i.integrationType("LAMBDA"), "integrationType");
    assertBadIntegration(
        i -> i.integrationUri("http://a/"),
        "Integration URI is not supported for MOCK integrations");
    assertBadIntegration(
        i -> i.timeoutInMillis(29_001), "Timeout should be between 50 ms and 29000 ms");
    assertBadIntegration(i -> i.timeoutInMillis(30_001), "timeoutInMillis");
    assertBadIntegration(
        i -> i.payloadFormatVersion("2.0"), "Unsupported PayloadFormatVersion: 2.0");
    assertBadIntegration(
        i -> i.responseParameters(Map.of("200", Map.of("a", "b"))), "responseParameters");
    assertBadIntegration(
        i -> i.apiId(httpApi),
        "Currently, an API with a protocol type of HTTP may only be associated with proxy"
            + " integrations (AWS_PROXY, HTTP_PROXY)");
    assertBadIntegration(
        i ->
            i.apiId(httpApi)
                .integrationType("HTTP_PROXY")
                .contentHandlingStrategy("CONVERT_TO_TEXT"),
        "contentHandlingStrategy");
    assertBadIntegration(
        i -> i.apiId(httpApi).integrationType("HTTP_PROXY").integrationUri("http://a/"),
        "HttpMethod parameter method must be specified for integrationType HTTPPROXY");
  }

  private String httpProxy() {
    return aws.createIntegration(
            i ->
                i.apiId(httpApi)
                    .integrationType("HTTP_PROXY")
                    .integrationMethod("GET")
                    .integrationUri("http://a/"))
        .integrationId();
  }

  @Test
  void theMethodOfAnHttpProxyMayBeChangedAndNotRemoved() {
    String proxy = httpProxy();
    assertThat(
            aws.updateIntegration(
                    i -> i.apiId(httpApi).integrationId(proxy).integrationMethod("PUT"))
                .integrationMethod())
        .isEqualTo("PUT");
    assertThatThrownBy(
            () ->
                aws.updateIntegration(
                    i -> i.apiId(httpApi).integrationId(proxy).integrationMethod("")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("HttpMethod parameter method must be specified");
  }

  private void assertBadIntegration(
      Consumer<CreateIntegrationRequest.Builder> change, String text) {
    assertThatThrownBy(
            () ->
                aws.createIntegration(
                    i -> {
                      i.apiId(api).integrationType("MOCK");
                      change.accept(i);
                    }))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(text);
  }

  @Test
  void badRequestForAnInvalidRoute() {
    assertBadRoute(
        r -> r.authorizationType("JWT").routeKey("$connect"),
        "Setting the authorization type to JWT requires a valid JWT authorizer.");
    assertBadRoute(
        r -> r.authorizationType("AWS_IAM"),
        "Currently, authorization is restricted to the $connect route only");
    assertBadRoute(
        r -> r.requestParameters(Map.of("a", ParameterConstraints.builder().build())),
        "Request parameters are only supported for the $connect route in WEBSOCKET APIs");
    assertBadRoute(
        r -> r.routeResponseSelectionExpression("$x"), "routeResponseSelectionExpression");
    assertBadRoute(
        r -> r.target("http://a/"),
        "Unexpected or malformed target in route. Correct format should be"
            + " integrations/<integration_id>.");
    assertThatThrownBy(
            () -> aws.createRoute(r -> r.apiId(api).routeKey("a").target("integrations/none")))
        .isInstanceOf(NotFoundException.class);
  }

  private void assertBadRoute(Consumer<CreateRouteRequest.Builder> change, String text) {
    assertThatThrownBy(
            () ->
                aws.createRoute(
                    r -> {
                      r.apiId(api).routeKey("a");
                      change.accept(r);
                    }))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(text);
  }

  @Test
  void badRequestForResponsesWhereThereAreNone() {
    String proxy = httpProxy();
    String route = aws.createRoute(r -> r.apiId(api).routeKey("a")).routeId();

    assertThatThrownBy(
            () ->
                aws.createIntegrationResponse(
                    r -> r.apiId(httpApi).integrationId(proxy).integrationResponseKey("$default")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(
            "IntegrationResponses are currently not supported for this API protocol type.");
    assertThatThrownBy(
            () ->
                aws.createRouteResponse(r -> r.apiId(api).routeId(route).routeResponseKey("other")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Currently, only $default is supported as a RouteResponseKey.");
  }

  @Test
  void conflictOfKeys() {
    create("/404/");
    aws.createRoute(r -> r.apiId(api).routeKey("$connect"));
    String route = aws.createRoute(r -> r.apiId(api).routeKey("a")).routeId();
    aws.createRouteResponse(r -> r.apiId(api).routeId(route).routeResponseKey("$default"));

    assertConflict(
        () -> create("/404/"),
        "IntegrationResponse with key /404/ already exists for this Integration");
    assertConflict(
        () -> update(r -> r.integrationResponseKey("/404/")),
        "IntegrationResponse with key /404/ already exists for this Integration");
    assertConflict(
        () -> aws.createRoute(r -> r.apiId(api).routeKey("$connect")),
        "Route with key $connect already exists for this API");
    assertConflict(
        () -> aws.updateRoute(r -> r.apiId(api).routeId(route).routeKey("$connect")),
        "Route with key $connect already exists for this API");
    assertConflict(
        () ->
            aws.createRouteResponse(r -> r.apiId(api).routeId(route).routeResponseKey("$default")),
        "already exists");
  }

  @Test
  void aKeyIsFreeAgainOnceItIsGivenUp() {
    update(r -> r.integrationResponseKey("/201/"));
    String next = create("/200/");
    aws.deleteIntegrationResponse(
        r -> r.apiId(api).integrationId(integration).integrationResponseId(next));
    update(r -> r.integrationResponseKey("/200/"));
    create("/201/");
  }

  @Test
  void conflictWhileARouteNamesTheIntegration() {
    String route =
        aws.createRoute(r -> r.apiId(api).routeKey("a").target("integrations/" + integration))
            .routeId();

    assertConflict(
        () -> aws.deleteIntegration(i -> i.apiId(api).integrationId(integration)),
        "Cannot delete Integration because it is referenced by the following Routes with Ids: ["
            + route
            + "]");
    aws.updateRoute(r -> r.apiId(api).routeId(route).target(""));
    aws.deleteIntegration(i -> i.apiId(api).integrationId(integration));
  }

  private static void assertConflict(Runnable call, String text) {
    assertThatThrownBy(call::run).isInstanceOf(ConflictException.class).hasMessageContaining(text);
  }

  @Test
  void preconditionFailedHasNoTypeInTheSdkButItsNameAndStatus() {
    ApiGatewayV2Exception failed =
        catchThrowableOfType(
            ApiGatewayV2Exception.class,
            () -> update(r -> r.overrideConfiguration(c -> c.putHeader("If-Match", "\"9\""))));

    assertThat(failed.statusCode()).isEqualTo(412);
    assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailedException");
  }
}
