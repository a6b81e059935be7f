package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.ContentHandlingStrategy;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ParameterConstraints;
import software.amazon.awssdk.services.apigatewayv2.model.PassthroughBehavior;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponseResponse;

/**
 * The lifecycle operations of five types as a program on the AWS SDK for Java meets them, every
 * member of each.
 */
class AwsSdkOperationsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private ApiGatewayV2Client aws;
  private String api;

  @BeforeEach
  void createApi() {
    aws = PATCHBAY.aws();
    api =
        aws.createApi(
                a ->
                    a.name("chat")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action"))
            .apiId();
  }

  @Test
  void apis() {
    CreateApiResponse created =
        aws.createApi(
            a ->
                a.name("news")
                    .protocolType(ProtocolType.WEBSOCKET)
                    .routeSelectionExpression("$request.body.kind")
                    .apiKeySelectionExpression("$context.authorizer.usageIdentifierKey")
                    .description("d")
                    .version("v1")
                    .disableSchemaValidation(true)
                    .disableExecuteApiEndpoint(true)
                    .ipAddressType(IpAddressType.DUALSTACK)
                    .tags(Map.of("team", "blue")));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.apiId()).matches("[a-z0-9]{10}");
    assertThat(created.apiEndpoint())
        .isEqualTo(PATCHBAY.gatewayAddress() + "/execute-api/" + created.apiId());
    assertThat(Duration.between(created.createdDate(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(created.tags()).isEqualTo(Map.of("team", "blue"));
    assertThat(created.disableSchemaValidation()).isTrue();

    UpdateApiResponse updated =
        aws.updateApi(
            a ->
                a.apiId(created.apiId())
                    .name("olds")
                    .description("")
                    .version("v2")
                    .routeSelectionExpression("$request.body.x")
                    .apiKeySelectionExpression("$request.header.x-api-key")
                    .disableSchemaValidation(false)
                    .disableExecuteApiEndpoint(false)
                    .ipAddressType(IpAddressType.IPV4));
    GetApiResponse read = aws.getApi(a -> a.apiId(created.apiId()));

    assertThat(updated.name()).isEqualTo("olds");
    assertThat(updated.description()).isNull();
    assertThat(updated.version()).isEqualTo("v2");
    assertThat(updated.disableSchemaValidation()).isFalse();
    assertThat(updated.ipAddressType()).isEqualTo(IpAddressType.IPV4);
    assertThat(updated.createdDate()).isEqualTo(created.createdDate());
    assertThat(read.toString()).isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(aws.getApis(a -> {}).items())
        .extracting("apiId")
        .isSorted()
        .containsExactlyInAnyOrder(api, created.apiId());
    assertThat(aws.deleteApi(a -> a.apiId(created.apiId())).sdkHttpResponse().statusCode())
        .isEqualTo(204);
    assertThatThrownBy(() -> aws.getApi(a -> a.apiId(created.apiId())))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void integrations() {
    CreateIntegrationResponse created =
        aws.createIntegration(
            i ->
                i.apiId(api)
                    .integrationType(IntegrationType.HTTP)
                    .integrationUri("http://127.0.0.1/{x}")
                    .integrationMethod("POST")
                    .connectionType(ConnectionType.INTERNET)
                    .contentHandlingStrategy(ContentHandlingStrategy.CONVERT_TO_TEXT)
                    .credentialsArn("arn:aws:iam::1:role/r")
                    .description("d")
                    .passthroughBehavior(PassthroughBehavior.NEVER)
                    .payloadFormatVersion("1.0")
                    .requestParameters(Map.of("integration.request.header.a", "'1'"))
                    .requestTemplates(Map.of("$default", "{}"))
                    .templateSelectionExpression("\\$default")
                    .timeoutInMillis(50));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.integrationId()).matches("[a-z0-9]{7}");
    assertThat(created.templateSelectionExpression()).isEqualTo("\\$default");
    assertThat(created.timeoutInMillis()).isEqualTo(50);

    UpdateIntegrationResponse updated =
        aws.updateIntegration(
            i ->
                i.apiId(api)
                    .integrationId(created.integrationId())
                    .contentHandlingStrategy("")
                    .description("")
                    .timeoutInMillis(29_000)
                    .requestParameters(Map.of("integration.request.header.b", "'2'"))
                    .requestTemplates(Map.of("x", "")));
    GetIntegrationResponse read =
        aws.getIntegration(i -> i.apiId(api).integrationId(created.integrationId()));

    assertThat(updated.contentHandlingStrategy()).isNull();
    assertThat(updated.description()).isNull();
    assertThat(updated.integrationUri()).isEqualTo("http://127.0.0.1/{x}");
    assertThat(updated.requestParameters())
        .isEqualTo(
            Map.of("integration.request.header.a", "'1'", "integration.request.header.b", "'2'"));
    assertThat(updated.requestTemplates()).isEqualTo(Map.of("x", ""));
    assertThat(read.toString()).isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(aws.getIntegrations(i -> i.apiId(api)).items())
        .extracting("integrationId")
        .containsExactly(created.integrationId());
    assertThat(
            aws.deleteIntegration(i -> i.apiId(api).integrationId(created.integrationId()))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    assertThat(aws.getIntegrations(i -> i.apiId(api)).items()).isEmpty();
  }

  @Test
  void integrationResponses() {
    String integration =
        aws.createIntegration(i -> i.apiId(api).integrationType(IntegrationType.MOCK))
            .integrationId();
    CreateIntegrationResponseResponse created =
        aws.createIntegrationResponse(
            r -> r.apiId(api).integrationId(integration).integrationResponseKey("/200/"));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.integrationResponseId()).matches("[a-z0-9]{7}");
    assertThat(created.integrationResponseKey()).isEqualTo("/200/");
    assertThat(created.contentHandlingStrategy()).isNull();
    assertThat(created.hasResponseParameters()).isFalse();
    assertThat(created.hasResponseTemplates()).isFalse();
    assertThat(created.templateSelectionExpression()).isNull();

    UpdateIntegrationResponseResponse updated =
        aws.updateIntegrationResponse(
            r ->
                r.apiId(api)
                    .integrationId(integration)
                    .integrationResponseId(created.integrationResponseId())
                    .contentHandlingStrategy(ContentHandlingStrategy.CONVERT_TO_BINARY)
                    .integrationResponseKey("$default")
                    .responseParameters(Map.of("method.response.header.a", "'1'"))
                    .responseTemplates(Map.of("application/json", "{\"ok\":\"é😀\"}"))
                    .templateSelectionExpression("\\$default"));
    GetIntegrationResponseResponse read =
        aws.getIntegrationResponse(
            r ->
                r.apiId(api)
                    .integrationId(integration)
                    .integrationResponseId(created.integrationResponseId()));

    assertThat(updated.sdkHttpResponse().statusCode()).isEqualTo(200);
    assertThat(updated.integrationResponseId()).isEqualTo(created.integrationResponseId());
    assertThat(updated.contentHandlingStrategy())
        .isEqualTo(ContentHandlingStrategy.CONVERT_TO_BINARY);
    assertThat(updated.integrationResponseKey()).isEqualTo("$default");
    assertThat(updated.responseParameters()).isEqualTo(Map.of("method.response.header.a", "'1'"));
    assertThat(updated.responseTemplates())
        .isEqualTo(Map.of("application/json", "{\"ok\":\"é😀\"}"));
    assertThat(updated.templateSelectionExpression()).isEqualTo("\\$default");
    assertThat(read.toString()).isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(
            aws.getIntegrationResponses(r -> r.apiId(api).integrationId(integration))
                .items()
                .get(0)
                .responseTemplates())
        .isEqualTo(updated.responseTemplates());
    assertThat(
            aws.deleteIntegrationResponse(
                    r ->
                        r.apiId(api)
                            .integrationId(integration)
                            .integrationResponseId(created.integrationResponseId()))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    assertThat(aws.getIntegrationResponses(r -> r.apiId(api).integrationId(integration)).items())
        .isEmpty();
  }

  @Test
  void routes() {
    String integration =
        aws.createIntegration(i -> i.apiId(api).integrationType(IntegrationType.MOCK))
            .integrationId();
    createModels("model", "other");
    CreateRouteResponse created =
        aws.createRoute(
            r ->
                r.apiId(api)
                    .routeKey("$connect")
                    .apiKeyRequired(true)
                    .authorizationType(AuthorizationType.AWS_IAM)
                    .modelSelectionExpression("$request.body.m")
                    .operationName("op")
                    .requestModels(Map.of("m", "model"))
                    .requestParameters(
                        Map.of(
                            "route.request.header.a",
                            ParameterConstraints.builder().required(true).build()))
                    .target("integrations/" + integration));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.routeId()).matches("[a-z0-9]{7}");
    assertThat(created.requestParameters())
        .isEqualTo(
            Map.of(
                "route.request.header.a", ParameterConstraints.builder().required(true).build()));

    UpdateRouteResponse updated =
        aws.updateRoute(
            r ->
                r.apiId(api)
                    .routeId(created.routeId())
                    .authorizationType(AuthorizationType.NONE)
                    .apiKeyRequired(false)
                    .operationName("")
                    .requestModels(Map.of("m", "", "n", "other"))
                    .routeResponseSelectionExpression("$default")
                    .target(""));
    GetRouteResponse read = aws.getRoute(r -> r.apiId(api).routeId(created.routeId()));

    assertThat(updated.operationName()).isNull();
    assertThat(updated.target()).isNull();
    assertThat(updated.requestModels()).isEqualTo(Map.of("n", "other"));
    assertThat(updated.requestParameters()).isEqualTo(created.requestParameters());
    assertThat(read.toString()).isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(aws.getRoutes(r -> r.apiId(api)).items())
        .extracting("routeKey")
        .containsExactly("$connect");
    assertThat(
            aws.deleteRoute(r -> r.apiId(api).routeId(created.routeId()))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    assertThat(aws.getRoutes(r -> r.apiId(api)).items()).isEmpty();
  }

  @Test
  void routeResponses() {
    String route = aws.createRoute(r -> r.apiId(api).routeKey("join")).routeId();
    createModels("model", "other");
    CreateRouteResponseResponse created =
        aws.createRouteResponse(
            r ->
                r.apiId(api)
                    .routeId(route)
                    .routeResponseKey("$default")
                    .modelSelectionExpression("$m")
                    .responseModels(Map.of("m", "model"))
                    .responseParameters(
                        Map.of(
                            "route.response.header.a",
                            ParameterConstraints.builder().required(false).build())));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.routeResponseId()).matches("[a-z0-9]{6,7}");

    UpdateRouteResponseResponse updated =
        aws.updateRouteResponse(
            r ->
                r.apiId(api)
                    .routeId(route)
                    .routeResponseId(created.routeResponseId())
                    .routeResponseKey("$default")
                    .modelSelectionExpression("")
                    .responseModels(Map.of("n", "other"))
                    .responseParameters(
                        Map.of(
                            "route.response.header.a",
                            ParameterConstraints.builder().required(true).build())));
    GetRouteResponseResponse read =
        aws.getRouteResponse(
            r -> r.apiId(api).routeId(route).routeResponseId(created.routeResponseId()));

    assertThat(updated.modelSelectionExpression()).isNull();
    assertThat(updated.responseModels()).isEqualTo(Map.of("m", "model", "n", "other"));
    assertThat(updated.responseParameters())
        .isEqualTo(
            Map.of(
                "route.response.header.a", ParameterConstraints.builder().required(true).build()));
    assertThat(read.toString()).isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(aws.getRouteResponses(r -> r.apiId(api).routeId(route)).items()).hasSize(1);
    assertThat(
            aws.deleteRouteResponse(
                    r -> r.apiId(api).routeId(route).routeResponseId(created.routeResponseId()))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    assertThat(aws.getRouteResponses(r -> r.apiId(api).routeId(route)).items()).isEmpty();
  }

  private void createModels(String... names) {
    for (String name : names) {
      aws.createModel(m -> m.apiId(api).name(name).schema("{}"));
    }
  }
}
