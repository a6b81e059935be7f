package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryBacking;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snapshots that the gateway serves, and which changes make another one. */
final class DeployedApisTest {

  private final EventLoop loop = new EventLoop();
  private final Replica replica = new Replica(loop, loop.make(new InMemoryBacking()::newStore));
  private final ResourceService service = replica.service();
  private final DeployedApis deployed =
      new DeployedApis(
          ApiGatewayTypes.ALL, Samples.ACCOUNT, replica.store(), replica.automaticDeployments());
  private ResourceId api = Samples.APIS.member("none");
  private ResourceId stage = Samples.APIS.member("none");

  @BeforeEach
  void createStage() {
    api =
        create(
                Samples.APIS,
                Map.of(
                    "name", "chat",
                    "protocolType", "WEBSOCKET",
                    "routeSelectionExpression", "$request.body.action"))
            .id();
    create(api.children(ApiGatewayTypes.ROUTE), Map.of("routeKey", "a"));
    stage = create(api.children(ApiGatewayTypes.STAGE), Map.of("stageName", "prod")).id();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private Resource create(ResourceCollection collection, Map<String, Object> members) {
    return loop.call(() -> service.create(Call.ofTheService(), collection, members));
  }

  private void update(ResourceId id, Map<String, Object> members) {
    loop.call(() -> service.update(Call.ofTheService(), id, members, Precondition.NONE));
  }

  private void deploy() {
    create(api.children(ApiGatewayTypes.DEPLOYMENT), Map.of("stageName", "prod"));
  }

  private Optional<ApiSnapshot> read(Optional<ApiSnapshot> known) {
    return loop.call(() -> deployed.read(api.value(), "prod", known));
  }

  @Test
  void aStageWithoutADeploymentServesNothing() {
    assertThat(read(Optional.empty())).isEmpty();
  }

  @Test
  void theSnapshotStaysUntilTheDeploymentTheStageOrTheApiChanges() {
    deploy();
    Optional<ApiSnapshot> first = read(Optional.empty());
    assertThat(read(first).orElseThrow()).isSameAs(first.orElseThrow());

    create(api.children(ApiGatewayTypes.ROUTE), Map.of("routeKey", "b"));
    deploy();
    Optional<ApiSnapshot> second = read(first);
    assertThat(second.orElseThrow()).isNotSameAs(first.orElseThrow());
    assertThat(read(second).orElseThrow()).isSameAs(second.orElseThrow());

    update(stage, Map.of("stageVariables", Map.of("color", "blue")));
    Optional<ApiSnapshot> third = read(second);
    assertThat(third.orElseThrow()).isNotSameAs(second.orElseThrow());

    update(api, Map.of("routeSelectionExpression", "$request.body.kind"));
    assertThat(read(third).orElseThrow()).isNotSameAs(third.orElseThrow());
  }

  @Test
  void aStageThatWasMadeAgainIsAnotherOne() {
    deploy();
    Optional<ApiSnapshot> first = read(Optional.empty());
    loop.call(() -> service.delete(Call.ofTheService(), stage, Precondition.NONE));
    create(
        api.children(ApiGatewayTypes.STAGE),
        Map.of("stageName", "prod", "stageVariables", Map.of("color", "blue")));
    deploy();
    assertThat(read(first).orElseThrow()).isNotSameAs(first.orElseThrow());
  }
}
