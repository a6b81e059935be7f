package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.PatchbayServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** HTTP APIs that one request makes with a route, an integration and a stage. */
class QuickCreateTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  private String create(String target) {
    CreateApiResponse created =
        aws.createApi(a -> a.name("quick").protocolType(ProtocolType.HTTP).target(target));
    return created.apiId();
  }

  private Integration integration(String api) {
    assertThat(aws.getIntegrations(i -> i.apiId(api)).items()).hasSize(1);
    return aws.getIntegrations(i -> i.apiId(api)).items().get(0);
  }

  private Route route(String api) {
    assertThat(aws.getRoutes(r -> r.apiId(api)).items()).hasSize(1);
    return aws.getRoutes(r -> r.apiId(api)).items().get(0);
  }

  @Test
  void aUrlIsCalledByTheDefaultRoute() {
    String api = create("https://example.com/a");

    Integration integration = integration(api);
    assertThat(integration.apiGatewayManaged()).isTrue();
    assertThat(integration.integrationType()).isEqualTo(IntegrationType.HTTP_PROXY);
    assertThat(integration.integrationUri()).isEqualTo("https://example.com/a");
    assertThat(integration.integrationMethod()).isEqualTo("ANY");
    assertThat(integration.payloadFormatVersion()).isEqualTo("1.0");
    Route route = route(api);
    assertThat(route.apiGatewayManaged()).isTrue();
    assertThat(route.routeKey()).isEqualTo("$default");
    assertThat(route.target()).isEqualTo("integrations/" + integration.integrationId());
    GetStageResponse stage = aws.getStage(s -> s.apiId(api).stageName("$default"));
    assertThat(stage.apiGatewayManaged()).isTrue();
    assertThat(stage.autoDeploy()).isTrue();
    assertThat(stage.deploymentId()).isNotEmpty();
  }

  @Test
  void aFunctionIsInvokedWithTheRoleThatIsNamed() {
    String api =
        aws.createApi(
                a ->
                    a.name("quick")
                        .protocolType(ProtocolType.HTTP)
                        .routeKey("GET /pets")
                        .credentialsArn(ROLE)
                        .target(FUNCTION))
            .apiId();

    Integration integration = integration(api);
    assertThat(integration.integrationType()).isEqualTo(IntegrationType.AWS_PROXY);
    assertThat(integration.integrationMethod()).isEqualTo("POST");
    assertThat(integration.payloadFormatVersion()).isEqualTo("2.0");
    assertThat(integration.credentialsArn()).isEqualTo(ROLE);
    assertThat(route(api).routeKey()).isEqualTo("GET /pets");
  }

  @Test
  void anUpdateChangesTheIntegrationAndTheRouteTogether() {
    String api = create("https://example.com/a");
    String id = integration(api).integrationId();

    aws.updateApi(
        a -> a.apiId(api).name("other").target(FUNCTION).credentialsArn(ROLE).routeKey("ANY /b"));

    assertThat(aws.getApi(a -> a.apiId(api)).name()).isEqualTo("other");
    Integration integration = integration(api);
    assertThat(integration.integrationId()).isEqualTo(id);
    assertThat(integration.integrationType()).isEqualTo(IntegrationType.AWS_PROXY);
    assertThat(integration.integrationUri()).isEqualTo(FUNCTION);
    assertThat(integration.credentialsArn()).isEqualTo(ROLE);
    assertThat(integration.apiGatewayManaged()).isTrue();
    assertThat(route(api).routeKey()).isEqualTo("ANY /b");
    assertThat(route(api).apiGatewayManaged()).isTrue();
  }

  @Test
  void aRefusedUpdateChangesNothing() {
    String api = create("https://example.com/a");

    assertThatThrownBy(
            () -> aws.updateApi(a -> a.apiId(api).name("other").target(FUNCTION).routeKey("x")))
        .isInstanceOf(BadRequestException.class);

    assertThat(aws.getApi(a -> a.apiId(api)).name()).isEqualTo("quick");
    assertThat(integration(api).integrationUri()).isEqualTo("https://example.com/a");
  }

  @Test
  void whatIsManagedIsNotModified() {
    String api = create("https://example.com/a");

    assertThatThrownBy(
            () -> aws.updateStage(s -> s.apiId(api).stageName("$default").description("mine")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("managed");
    assertThatThrownBy(
            () ->
                aws.updateRoute(
                    r -> r.apiId(api).routeId(route(api).routeId()).routeKey("GET /mine")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("managed");
    aws.updateRoute(r -> r.apiId(api).routeId(route(api).routeId()).operationName("named"));
    assertThat(route(api).apiGatewayManaged()).isTrue();
  }

  @Test
  void anApiWithoutATargetTakesNoneLater() {
    String api = aws.createApi(a -> a.name("n").protocolType(ProtocolType.HTTP)).apiId();

    assertThatThrownBy(() -> aws.updateApi(a -> a.apiId(api).target(FUNCTION)))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> aws.updateApi(a -> a.apiId("none").target(FUNCTION)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatIsNoTargetIsRefusedAndNothingIsMade() {
    int before = aws.getApis().items().size();

    assertThatThrownBy(() -> create("elsewhere"))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("target");
    assertThatThrownBy(
            () ->
                aws.createApi(a -> a.name("n").protocolType(ProtocolType.HTTP).routeKey("GET /a")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("routeKey");
    assertThatThrownBy(
            () ->
                aws.createApi(
                    a ->
                        a.name("n")
                            .protocolType(ProtocolType.WEBSOCKET)
                            .routeSelectionExpression("$request.body.a")
                            .target(FUNCTION)))
        .isInstanceOf(BadRequestException.class);

    assertThat(aws.getApis().items()).hasSize(before);
  }
}
