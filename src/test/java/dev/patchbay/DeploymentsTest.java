package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** Deployments, and the stages that name them. */
class DeploymentsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();
  private String api = "";
  private String apiId = "";

  @BeforeEach
  void createApi() {
    api = http.createApi();
    apiId = api.substring(api.lastIndexOf('/') + 1);
  }

  private void createRoute() {
    http.create(api + "/routes", "{\"routeKey\":\"$default\"}");
  }

  private String deploy() {
    return http.create(api + "/deployments", "{}").substring((api + "/deployments/").length());
  }

  @Test
  void anApiWithoutRoutesIsNotDeployed() {
    http.post(api + "/deployments", "{}")
        .assertError(
            400, "BadRequestException", "At least one route is required before deploying the Api");
    String httpApi = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
    http.post(httpApi + "/deployments", "{}")
        .assertError(
            400, "BadRequestException", "Unable to deploy API because no routes exist in this API");
    http.post("/v2/apis/x/deployments", "{}")
        .assertError(404, "NotFoundException", "Invalid API identifier specified 000000000000:x");
  }

  @Test
  void theSdkCreatesUpdatesListsAndDeletesADeployment() {
    createRoute();
    CreateDeploymentResponse created =
        aws.createDeployment(d -> d.apiId(apiId).description("first"));
    String id = created.deploymentId();
    assertThat(id).matches("[a-z0-9]{6}");
    assertThat(created.deploymentStatus()).isEqualTo(DeploymentStatus.DEPLOYED);
    assertThat(created.autoDeployed()).isFalse();
    assertThat(created.createdDate()).isNotNull();
    JsonObject answered = http.get(api + "/deployments/" + id).json();
    assertThat(answered.fieldNames())
        .containsExactly(
            "autoDeployed", "createdDate", "deploymentId", "deploymentStatus", "description");
    assertThat(
            http.get(api + "/deployments").json().getJsonArray("items").getJsonObject(0).getMap())
        .isEqualTo(answered.getMap());
    assertThat(aws.getDeployment(d -> d.apiId(apiId).deploymentId(id)).description())
        .isEqualTo("first");
    assertThat(
            aws.updateDeployment(d -> d.apiId(apiId).deploymentId(id).description(""))
                .description())
        .isNull();
    assertThat(
            aws.deleteDeployment(d -> d.apiId(apiId).deploymentId(id))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    assertThatThrownBy(() -> aws.deleteDeployment(d -> d.apiId(apiId).deploymentId(id)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid Deployment identifier specified");
    assertThat(aws.getDeployments(d -> d.apiId(apiId)).items()).isEmpty();
  }

  @Test
  void aStageNamesADeploymentThatIsThere() {
    createRoute();
    http.post(api + "/stages", "{\"stageName\":\"a\",\"deploymentId\":\"abcdef\"}")
        .assertError(404, "NotFoundException", "Invalid Deployment identifier specified");
    String first = deploy();
    aws.createStage(s -> s.apiId(apiId).stageName("a").deploymentId(first));
    String inUse = "Active stages pointing to this deployment must be moved or deleted";
    assertThatThrownBy(() -> aws.deleteDeployment(d -> d.apiId(apiId).deploymentId(first)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(inUse);
    String second = deploy();
    aws.updateStage(s -> s.apiId(apiId).stageName("a").deploymentId(second));
    aws.deleteDeployment(d -> d.apiId(apiId).deploymentId(first));
    aws.deleteStage(s -> s.apiId(apiId).stageName("a"));
    aws.deleteDeployment(d -> d.apiId(apiId).deploymentId(second));
  }

  @Test
  void aDeploymentMovesTheStageThatItNames() {
    createRoute();
    assertThatThrownBy(() -> aws.createDeployment(d -> d.apiId(apiId).stageName("a")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid stage identifier specified");
    assertThat(aws.getDeployments(d -> d.apiId(apiId)).items()).isEmpty();
    aws.createStage(s -> s.apiId(apiId).stageName("a"));
    for (int i = 0; i < 2; i++) {
      String id = aws.createDeployment(d -> d.apiId(apiId).stageName("a")).deploymentId();
      assertThat(aws.getStage(s -> s.apiId(apiId).stageName("a")).deploymentId()).isEqualTo(id);
    }
    List<String> operations =
        http
            .get(api.replace("/v2/", "/patchbay/v1/") + "/changes")
            .json()
            .getJsonArray("items")
            .stream()
            .map(each -> (JsonObject) each)
            .map(each -> each.getString("operation") + " " + each.getJsonArray("changedMembers"))
            .toList();
    assertThat(operations)
        .contains(
            "CreateDeployment [\"autoDeployed\",\"createdDate\",\"deploymentId\",\"deploymentStatus\"]");
    assertThat(operations.get(operations.size() - 1))
        .startsWith("CreateDeployment [\"deploymentId\"");
  }

  @Test
  void anAutomaticStageRefusesADeployment() {
    createRoute();
    String text = "DeploymentId cannot be set on an automatically deployed stage";
    String id = deploy();
    http.post(
            api + "/stages",
            "{\"stageName\":\"a\",\"autoDeploy\":true,\"deploymentId\":\"" + id + "\"}")
        .assertError(400, "BadRequestException", text);
    aws.createStage(s -> s.apiId(apiId).stageName("b").autoDeploy(true));
    http.patch(api + "/stages/b", "{\"deploymentId\":\"" + id + "\"}")
        .assertError(400, "BadRequestException", text);
    http.post(api + "/deployments", "{\"stageName\":\"b\"}")
        .assertError(400, "BadRequestException", text);
  }

  @Test
  void anAutomaticStageNamesADeploymentOfEachChange() {
    aws.createStage(s -> s.apiId(apiId).stageName("a").autoDeploy(true));
    assertThat(aws.getStage(s -> s.apiId(apiId).stageName("a")).lastDeploymentStatusMessage())
        .startsWith("Deployment attempt failed: ");
    createRoute();
    GetStageResponse first = aws.getStage(s -> s.apiId(apiId).stageName("a"));
    assertThat(first.lastDeploymentStatusMessage())
        .isEqualTo("Successfully deployed stage with deployment ID '%s'", first.deploymentId());
    assertThat(aws.getDeployments(d -> d.apiId(apiId)).items())
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.autoDeployed()).isTrue();
              assertThat(made.deploymentStatus()).isEqualTo(DeploymentStatus.DEPLOYED);
              assertThat(made.deploymentId()).isEqualTo(first.deploymentId());
            });
    aws.createModel(m -> m.apiId(apiId).name("m").schema("{}"));
    assertThat(aws.getStages(s -> s.apiId(apiId)).items().get(0).deploymentId())
        .isNotEqualTo(first.deploymentId());
    assertThat(aws.getDeployments(d -> d.apiId(apiId)).items()).hasSize(2);
  }

  @Test
  void anApiGoesWithItsDeploymentsAndStages() {
    createRoute();
    String id = deploy();
    aws.createStage(s -> s.apiId(apiId).stageName("a").deploymentId(id));
    assertThat(http.delete(api).status()).isEqualTo(204);
    assertThat(http.get(api + "/stages/a").status()).isEqualTo(404);
  }
}
