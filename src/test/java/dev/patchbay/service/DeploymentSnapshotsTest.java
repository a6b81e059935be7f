package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryBacking;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resources that deployments show, and the life of their snapshots. */
class DeploymentSnapshotsTest {

  /** Two decisions each look at sizes and at resources, the next one stores. */
  private static final int STORING = 5;

  private final InMemoryBacking backing = new InMemoryBacking();
  private final EventLoop loop = new EventLoop();
  private final Replica replica = new Replica(loop, loop.make(backing::newStore));
  private final EventLoop otherLoop = new EventLoop();
  private final Replica rival = new Replica(otherLoop, otherLoop.make(backing::newStore));
  private ResourceId api = Samples.APIS.member("none");

  @BeforeEach
  void createApi() {
    api =
        create(
                replica,
                Samples.APIS.type(),
                Optional.empty(),
                Map.of(
                    "name", "chat",
                    "protocolType", "WEBSOCKET",
                    "routeSelectionExpression", "$request.body.action"))
            .id();
  }

  @AfterEach
  void close() {
    loop.close();
    otherLoop.close();
  }

  private static Resource create(
      Replica on, ResourceType type, Optional<ResourceId> parent, Map<String, Object> members) {
    ResourceService service = on.service();
    return on.loop()
        .call(
            () ->
                service.create(
                    Call.ofTheService(),
                    parent.map(in -> in.children(type)).orElse(Samples.APIS),
                    members));
  }

  private Resource create(ResourceType type, Map<String, Object> members) {
    return create(replica, type, Optional.of(api), members);
  }

  private Resource deploy(Map<String, Object> members) {
    return create(ApiGatewayTypes.DEPLOYMENT, members);
  }

  private void update(ResourceId id, Map<String, Object> members) {
    update(replica, id, members);
  }

  private static void update(Replica on, ResourceId id, Map<String, Object> members) {
    ResourceService service = on.service();
    on.loop().call(() -> service.update(Call.ofTheService(), id, members, Precondition.NONE));
  }

  private void delete(ResourceId id) {
    ResourceService service = replica.service();
    loop.call(() -> service.delete(Call.ofTheService(), id, Precondition.NONE).map(true));
  }

  private List<ResourceId> snapshots() {
    Read.OfEntries entries = new Read.OfEntries(api.children(ApiGatewayTypes.DEPLOYMENT_SNAPSHOT));
    return replica.commit(
        new Transition<>(
            entries,
            Set.of(entries),
            found ->
                new Decision.Commit<>(
                    List.of(), found.entries(entries).stream().map(Entry::id).toList())));
  }

  private DeployedStage deployed(String stage) {
    return deployed(stage, found -> false);
  }

  private DeployedStage deployed(String stage, Predicate<DeployedStage> isKnown) {
    return replica
        .commit(
            DeployedStage.read(
                ApiGatewayTypes.ALL,
                api.children(ApiGatewayTypes.STAGE).member(stage),
                ApiGatewayTypes.DEPLOYMENT,
                isKnown))
        .orElseThrow();
  }

  @Test
  void theResourcesOfAKnownContentAreNotReadAgain() {
    Resource route = create(ApiGatewayTypes.ROUTE, Map.of("routeKey", "a"));
    create(ApiGatewayTypes.STAGE, Map.of("stageName", "prod"));
    deploy(Map.of("stageName", "prod"));
    DeployedStage first = deployed("prod");
    Predicate<DeployedStage> isFirst = found -> found.contentId().equals(first.contentId());
    assertThat(first.resources()).hasSize(1);
    assertThat(deployed("prod", isFirst))
        .isEqualTo(new DeployedStage(first.api(), first.stage(), first.deployment(), List.of(), 0));

    update(route.id(), Map.of("routeKey", "b"));
    deploy(Map.of("stageName", "prod"));
    assertThat(deployed("prod", isFirst).resources()).hasSize(1);
  }

  @Test
  void deploymentsOfOneContentShareOneSnapshotUntilTheLastOfThemGoes() {
    Resource route = create(ApiGatewayTypes.ROUTE, Map.of("routeKey", "a"));
    Resource first = deploy(Map.of());
    Resource second = deploy(Map.of("description", "again"));
    assertThat(snapshots()).hasSize(1);
    update(route.id(), Map.of("routeKey", "b"));
    Resource third = deploy(Map.of());
    assertThat(snapshots()).hasSize(2);
    delete(first.id());
    assertThat(snapshots()).hasSize(2);
    delete(second.id());
    assertThat(snapshots()).hasSize(1);
    delete(third.id());
    assertThat(snapshots()).isEmpty();
    delete(api);
    assertThat(backing.everything().keySet()).noneMatch(name -> name.contains("Snapshot"));
  }

  @Test
  void aStageShowsTheResourcesOfItsDeploymentAndNoLaterOnes() {
    ResourceId integration =
        create(ApiGatewayTypes.INTEGRATION, Map.of("integrationType", "MOCK")).id();
    Resource response =
        create(
            replica,
            ApiGatewayTypes.INTEGRATION_RESPONSE,
            Optional.of(integration),
            Map.of("integrationResponseKey", "$default"));
    Resource route =
        create(
            ApiGatewayTypes.ROUTE,
            Map.of("routeKey", "a", "target", "integrations/" + integration.value()));
    create(ApiGatewayTypes.STAGE, Map.of("stageName", "prod"));
    assertThat(deployed("prod").deployment()).isEmpty();
    assertThat(deployed("prod").resources()).isEmpty();

    Resource deployment = deploy(Map.of("stageName", "prod"));
    update(route.id(), Map.of("routeKey", "b"));
    create(ApiGatewayTypes.MODEL, Map.of("name", "m", "schema", "{}"));
    DeployedStage shown = deployed("prod");
    assertThat(shown.deployment()).contains(deployment);
    assertThat(shown.api().id()).isEqualTo(api);
    assertThat(shown.resources())
        .extracting(Resource::id)
        .containsExactly(integration, response.id(), route.id());
    assertThat(shown.resources().get(2).members()).isEqualTo(route.members());

    deploy(Map.of("stageName", "prod"));
    assertThat(deployed("prod").resources())
        .filteredOn(each -> each.id().type() == ApiGatewayTypes.ROUTE)
        .extracting(each -> each.text("routeKey"))
        .containsExactly("b");
    assertThat(deployed("prod").resources()).hasSize(4);
  }

  /** Else a stage could be left with an earlier state of the API than it had. */
  @Test
  void aDeploymentBeginsAgainWhereTheStageWasMovedMeanwhile() {
    Resource route = create(ApiGatewayTypes.ROUTE, Map.of("routeKey", "a"));
    create(ApiGatewayTypes.STAGE, Map.of("stageName", "prod"));
    Replica observed =
        replica.observed(
            decision -> {
              if (decision == STORING) {
                update(rival, route.id(), Map.of("routeKey", "b"));
                create(
                    rival,
                    ApiGatewayTypes.DEPLOYMENT,
                    Optional.of(api),
                    Map.of("stageName", "prod"));
              }
            });
    create(observed, ApiGatewayTypes.DEPLOYMENT, Optional.of(api), Map.of("stageName", "prod"));
    assertThat(deployed("prod").resources())
        .extracting(each -> each.text("routeKey"))
        .containsExactly("b");
  }

  @Test
  void aChangeMeanwhileIsOneAfterTheDeployment() {
    Resource route = create(ApiGatewayTypes.ROUTE, Map.of("routeKey", "a"));
    create(ApiGatewayTypes.STAGE, Map.of("stageName", "prod"));
    Replica observed =
        replica.observed(
            decision -> {
              if (decision >= STORING) {
                update(rival, route.id(), Map.of("operationName", "n" + decision));
              }
            });
    create(observed, ApiGatewayTypes.DEPLOYMENT, Optional.of(api), Map.of("stageName", "prod"));
    assertThat(deployed("prod").resources().get(0).members()).isEqualTo(route.members());
  }

  @Test
  void aStageThatIsNotThereHasNothing() {
    assertThat(
            replica.commit(
                DeployedStage.read(
                    ApiGatewayTypes.ALL,
                    api.children(ApiGatewayTypes.STAGE).member("x"),
                    ApiGatewayTypes.DEPLOYMENT,
                    found -> false)))
        .isEmpty();
    create(ApiGatewayTypes.ROUTE, Map.of("routeKey", "a"));
    assertThatThrownBy(() -> deploy(Map.of("stageName", "x")))
        .hasStackTraceContaining("Invalid stage identifier specified");
  }
}
