package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryBacking;
import dev.patchbay.store.ObservedStore;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a collection is read for a preview, and when it is known already. */
class PreviewReadsTest {

  private final EventLoop loop = new EventLoop();
  private final Replica replica = new Replica(loop, loop.make(new InMemoryBacking()::newStore));
  private final Replica observed = replica.observed(decision -> {});
  private final PreviewService previews =
      new PreviewService(
          observed.store(),
          new ResourceDecisions(
              ApiGatewayTypes.ALL,
              new PatchSemantics(TemplatePatch.MERGE),
              new Quotas(Map.of()),
              (type, before, after) -> {},
              Map.of()),
          Instant::now);
  private ResourceId api = Samples.APIS.member("none");
  private ResourceCollection responses = Samples.APIS;

  @BeforeEach
  void createApi() {
    api =
        create(
            Samples.APIS,
            Map.of(
                "name", "chat",
                "protocolType", "WEBSOCKET",
                "routeSelectionExpression", "$request.body.action"));
    ResourceId integration =
        create(api.children(ApiGatewayTypes.INTEGRATION), Map.of("integrationType", "MOCK"));
    responses = integration.children(ApiGatewayTypes.INTEGRATION_RESPONSE);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private ResourceId create(ResourceCollection in, Map<String, Object> members) {
    ResourceService service = replica.service();
    return loop.call(() -> service.create(Call.ofTheService(), in, members)).id();
  }

  private CollectionView view() {
    return loop.call(() -> previews.preview(responses, Map.of()));
  }

  private int reads() {
    return ((ObservedStore) observed.store()).decisions();
  }

  @Test
  void aCollectionIsReadAgainAfterAChangeOnly() {
    ResourceId id = create(responses, Map.of("integrationResponseKey", "/200/"));
    assertThat(view().resources()).extracting(Resource::id).containsExactly(id);
    int once = reads();
    assertThat(view()).isEqualTo(view());
    assertThat(reads()).isEqualTo(once);
    ResourceService service = replica.service();
    loop.call(
        () ->
            service.update(
                Call.ofTheService(),
                id,
                Map.of("integrationResponseKey", "/404/"),
                Precondition.NONE));
    assertThat(view().resources().get(0).members())
        .containsEntry("integrationResponseKey", "/404/");
    assertThat(reads()).isEqualTo(2 * once);
    create(responses, Map.of("integrationResponseKey", "$default"));
    assertThat(view().resources()).hasSize(2);
  }

  @Test
  void aDeletedParentIsNotFoundAgain() {
    assertThat(view().resources()).isEmpty();
    ResourceService service = replica.service();
    loop.call(() -> service.delete(Call.ofTheService(), api, Precondition.NONE).map(true));
    assertThatThrownBy(this::view).hasMessageContaining("Invalid API identifier specified");
  }

  @Test
  void theLeastRecentlyUsedViewsGoBeyondTheLimit() {
    ViewCache kept = new ViewCache();
    ChangeId newest = new ChangeId(1, 0);
    long third = ViewCache.BYTES_MAX / 3;
    for (String id : List.of("a", "b", "a", "c")) {
      kept.keep(newest, viewOf(id, third - 2_000));
    }
    assertThat(kept.bytes()).isBetween(third, ViewCache.BYTES_MAX);
    assertThat(kept.find(collection("a"), newest)).isPresent();
    assertThat(kept.find(collection("a"), new ChangeId(2, 0))).isEmpty();
    kept.keep(newest, viewOf("d", third));
    assertThat(kept.find(collection("a"), newest)).isPresent();
    assertThat(kept.find(collection("b"), newest)).isEmpty();
    kept.keep(newest, viewOf("e", ViewCache.BYTES_MAX));
    assertThat(kept.find(collection("a"), newest)).isEmpty();
    assertThat(kept.find(collection("e"), newest)).isEmpty();
    assertThat(kept.bytes()).isZero();
    kept.keep(ChangeId.ZERO, viewOf("a", 1));
    assertThat(kept.find(collection("a"), ChangeId.ZERO)).isEmpty();
  }

  private static ResourceCollection collection(String api) {
    ResourceType type = ApiGatewayTypes.INTEGRATION_RESPONSE;
    return new ResourceCollection("000000000000", type, List.of(api, "i"));
  }

  private static CollectionView viewOf(String api, long bytes) {
    return new CollectionView(collection(api), List.of(), List.of(), bytes);
  }
}
