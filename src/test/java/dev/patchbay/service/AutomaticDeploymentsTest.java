package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Limit;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryBacking;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deployments that stages with {@code autoDeploy} make. */
class AutomaticDeploymentsTest {

  /** A view of the sizes and one of the resources have two decisions each. */
  private static final int STORING = 5;

  private final InMemoryBacking backing = new InMemoryBacking();
  private final EventLoop loop = new EventLoop();
  private final AtomicLong seconds = new AtomicLong();
  private final EventLoop otherLoop = new EventLoop();
  private final Replica replica = new Replica(loop, loop.make(backing::newStore));
  private final Replica rival = new Replica(otherLoop, otherLoop.make(backing::newStore));
  private final Service service = new Service(replica);
  private ResourceId api = Samples.APIS.member("none");

  /** A replica with its own cache of deployed changes. */
  private final class Service {

    private final Replica on;
    private final ResourceService service;

    private Service(Replica on) {
      this.on = on;
      this.service =
          on.service(new SecureRandom(), () -> Instant.ofEpochSecond(seconds.incrementAndGet()));
    }

    private Resource create(ResourceType type, Map<String, Object> members) {
      return on.loop().call(() -> service.create(Call.ofTheService(), api.children(type), members));
    }

    private Resource update(ResourceId id, Map<String, Object> members) {
      return on.loop()
          .call(() -> service.update(Call.ofTheService(), id, members, Precondition.NONE));
    }

    private Resource stage(String name) {
      ResourceId id = api.children(ApiGatewayTypes.STAGE).member(name);
      return on.loop().call(() -> service.get(Call.ofTheService(), id));
    }

    private List<Resource> deployments() {
      return all(ApiGatewayTypes.DEPLOYMENT);
    }

    private List<Resource> all(ResourceType type) {
      PageRequest first = new PageRequest("", PageRequest.RESOURCES_MAX);
      return on.loop()
          .call(() -> service.list(Call.ofTheService(), api.children(type), first))
          .resources();
    }
  }

  @BeforeEach
  void createApi() {
    api =
        loop.call(
                () ->
                    service.service.create(
                        Call.ofTheService(),
                        Samples.APIS,
                        Map.of(
                            "name", "chat",
                            "protocolType", "WEBSOCKET",
                            "routeSelectionExpression", "$request.body.action")))
            .id();
  }

  @AfterEach
  void close() {
    loop.close();
    otherLoop.close();
  }

  private ResourceId route() {
    return service.create(ApiGatewayTypes.ROUTE, Map.of("routeKey", "a")).id();
  }

  private Resource automaticStage(String name) {
    return service.create(ApiGatewayTypes.STAGE, Map.of("stageName", name, "autoDeploy", true));
  }

  private static String deploymentOf(Resource stage) {
    return Objects.requireNonNull(stage.text("deploymentId"));
  }

  private List<Object> shownBy(String stage) {
    return replica
        .commit(
            DeployedStage.read(
                ApiGatewayTypes.ALL,
                api.children(ApiGatewayTypes.STAGE).member(stage),
                ApiGatewayTypes.DEPLOYMENT,
                found -> false))
        .orElseThrow()
        .resources()
        .stream()
        .map(each -> each.members().get("routeKey"))
        .toList();
  }

  @Test
  void aStageIsReadWithADeploymentOfTheCurrentApi() {
    route();
    assertThat(automaticStage("prod").members()).doesNotContainKey("deploymentId");
    Resource stage = service.stage("prod");
    assertThat(stage.members())
        .containsEntry(
            "lastDeploymentStatusMessage",
            "Successfully deployed stage with deployment ID '%s'".formatted(deploymentOf(stage)));
    assertThat(service.deployments())
        .singleElement()
        .satisfies(
            made ->
                assertThat(made.members())
                    .containsEntry("deploymentId", deploymentOf(stage))
                    .containsEntry("autoDeployed", true)
                    .containsEntry("deploymentStatus", "DEPLOYED")
                    .containsEntry(
                        "description",
                        "Automatic deployment triggered by changes to the Api configuration"));
    assertThat(shownBy("prod")).containsExactly("a");
  }

  @Test
  void changesInARowMakeOneDeploymentAndNoChangeMakesNone() {
    ResourceId route = route();
    automaticStage("prod");
    String first = deploymentOf(service.stage("prod"));
    assertThat(service.stage("prod").revision()).isEqualTo(service.stage("prod").revision());
    for (String key : List.of("b", "c", "d")) {
      service.update(route, Map.of("routeKey", key));
    }
    assertThat(service.deployments()).hasSize(2);
    assertThat(deploymentOf(service.stage("prod"))).isNotEqualTo(first);
    assertThat(shownBy("prod")).containsExactly("d");
    service.create(ApiGatewayTypes.STAGE, Map.of("stageName", "other"));
    service.update(api, Map.of("description", "no part of a deployment"));
    assertThat(service.deployments()).hasSize(2);
  }

  @Test
  void listsOfStagesAndOfDeploymentsShowTheNewestOneToo() {
    ResourceId route = route();
    automaticStage("prod");
    assertThat(service.deployments()).hasSize(1);
    service.update(route, Map.of("routeKey", "b"));
    String second = deploymentOf(service.all(ApiGatewayTypes.STAGE).get(0));
    assertThat(second).isEqualTo(deploymentOf(service.stage("prod")));
    assertThat(shownBy("prod")).containsExactly("b");
  }

  @Test
  void aStageSaysWhyItHasNoDeployment() {
    automaticStage("prod");
    Resource stage = service.stage("prod");
    assertThat(stage.members())
        .doesNotContainKey("deploymentId")
        .containsEntry(
            "lastDeploymentStatusMessage",
            "Deployment attempt failed: At least one route is required before deploying the Api");
    assertThat(service.stage("prod")).isEqualTo(stage);
    assertThat(new Service(rival).stage("prod")).isEqualTo(stage);
    route();
    assertThat(service.stage("prod").text("lastDeploymentStatusMessage")).startsWith("Success");
  }

  @Test
  void stagesShareADeployment() {
    route();
    automaticStage("one");
    automaticStage("two");
    service.create(ApiGatewayTypes.STAGE, Map.of("stageName", "manual"));
    assertThat(deploymentOf(service.stage("one"))).isEqualTo(deploymentOf(service.stage("two")));
    assertThat(service.stage("manual").members())
        .doesNotContainKeys("deploymentId", "lastDeploymentStatusMessage");
    assertThat(service.deployments()).hasSize(1);
  }

  @Test
  void aStageThatEndsAutoDeployKeepsItsLastDeployment() {
    ResourceId route = route();
    ResourceId stage = automaticStage("prod").id();
    service.stage("prod");
    service.update(route, Map.of("routeKey", "b"));
    Resource stopped = service.update(stage, Map.of("autoDeploy", false));
    assertThat(stopped.members()).doesNotContainKey("lastDeploymentStatusMessage");
    service.update(route, Map.of("routeKey", "c"));
    assertThat(deploymentOf(service.stage("prod"))).isEqualTo(deploymentOf(stopped));
    assertThat(shownBy("prod")).containsExactly("b");
    service.update(stage, Map.of("autoDeploy", true));
    assertThat(deploymentOf(service.stage("prod"))).isNotEqualTo(deploymentOf(stopped));
    assertThat(shownBy("prod")).containsExactly("c");
  }

  /** As after the end of a process between the change and its deployment. */
  @Test
  void anotherReplicaDeploysAChangeAndAThirdOneDoesNotAgain() {
    ResourceId route = route();
    automaticStage("prod");
    service.stage("prod");
    service.update(route, Map.of("routeKey", "b"));
    Resource stage = new Service(rival).stage("prod");
    assertThat(shownBy("prod")).containsExactly("b");
    assertThat(service.stage("prod")).isEqualTo(stage);
    assertThat(new Service(replica).stage("prod")).isEqualTo(stage);
    assertThat(service.deployments()).hasSize(2);
  }

  /** Else the stage would be left with the state of the API that the first replica has seen. */
  @Test
  void aReplicaThatIsOvertakenStoresNothing() {
    ResourceId route = route();
    automaticStage("prod");
    Service other = new Service(rival);
    Service observed =
        new Service(
            replica.observed(
                decision -> {
                  if (decision == STORING) {
                    other.update(route, Map.of("routeKey", "b"));
                    other.stage("prod");
                  }
                }));
    Resource stage = observed.stage("prod");
    assertThat(shownBy("prod")).containsExactly("b");
    assertThat(other.stage("prod")).isEqualTo(stage);
    assertThat(service.deployments()).hasSize(1);
  }

  @Test
  void theOldestAutomaticDeploymentsThatNoStageNamesAreDeleted() {
    int kept = Limit.AUTOMATIC_DEPLOYMENTS.intValue();
    ResourceId route = route();
    automaticStage("prod");
    String first = deploymentOf(service.stage("prod"));
    service.create(ApiGatewayTypes.STAGE, Map.of("stageName", "pinned", "deploymentId", first));
    String manual =
        service.create(ApiGatewayTypes.DEPLOYMENT, Map.of("description", "by hand")).id().value();
    service.update(route, Map.of("routeKey", "b"));
    String second = deploymentOf(service.stage("prod"));
    for (int i = 0; i < kept; i++) {
      service.update(route, Map.of("routeKey", "r" + i));
      service.stage("prod");
    }
    List<String> left = service.deployments().stream().map(each -> each.id().value()).toList();
    assertThat(left).contains(first, manual, deploymentOf(service.stage("prod")));
    assertThat(left).doesNotContain(second).hasSize(kept + 2);
  }
}
