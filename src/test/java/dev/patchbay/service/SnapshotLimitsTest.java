package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryBacking;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotLimitsTest {

  private final EventLoop loop = new EventLoop();
  private final Replica replica = new Replica(loop, loop.make(new InMemoryBacking()::newStore));
  private final ResourceId api = Samples.APIS.member("apiapiapi1");

  @AfterEach
  void close() {
    loop.close();
  }

  /** A route, and an integration with all others. */
  private void store(int resources, String text) {
    List<Write> writes = new ArrayList<>();
    writes.add(Write.create(new Resource(api, 1, Map.of("protocolType", "WEBSOCKET"))));
    ResourceId route = api.children(ApiGatewayTypes.ROUTE).member("route01");
    writes.add(Write.create(new Resource(route, 1, Map.of("routeKey", "a"))));
    ResourceId integration = api.children(ApiGatewayTypes.INTEGRATION).member("integr1");
    writes.add(Write.create(new Resource(integration, 1, Map.of())));
    for (int i = 2; i < resources; i++) {
      ResourceId id =
          integration.children(ApiGatewayTypes.INTEGRATION_RESPONSE).member("r%06d".formatted(i));
      writes.add(
          Write.create(
              new Resource(
                  id,
                  1,
                  Map.of(
                      "integrationResponseKey",
                      "/" + i + "/",
                      "templateSelectionExpression",
                      text))));
    }
    replica.commit(Samples.store(writes.toArray(Write[]::new)));
  }

  private Resource deploy() {
    ResourceService service = replica.service();
    return loop.call(
        () ->
            service.create(
                Call.ofTheService(), api.children(ApiGatewayTypes.DEPLOYMENT), Map.of()));
  }

  @Test
  void asManyResourcesAsTheLimitAreDeployed() {
    store(Limit.SNAPSHOT_RESOURCES.intValue(), "");
    assertThat(deploy().text("deploymentStatus")).isEqualTo("DEPLOYED");
  }

  @Test
  void oneResourceMoreIsRefused() {
    store(Limit.SNAPSHOT_RESOURCES.intValue() + 1, "");
    assertThatThrownBy(this::deploy)
        .hasStackTraceContaining("A deployment takes at most 8192 resources of an API");
  }

  @Test
  void moreBytesThanTheLimitAreRefused() {
    store(7, "x".repeat(1024 * 1024));
    assertThatThrownBy(this::deploy)
        .hasStackTraceContaining("A deployment takes at most 4194304 bytes of an API");
  }

  @Test
  void deploymentsTakeTurnsAndABoundedNumberWaits() {
    SerialQueue queue = new SerialQueue(2);
    List<String> begun = new ArrayList<>();
    Promise<String> first = Promise.promise();
    List<Future<String>> all =
        List.of(
            queue.run(() -> first.future()),
            queue.run(
                () -> {
                  begun.add("second");
                  throw new IllegalStateException("fails");
                }),
            queue.run(
                () -> {
                  begun.add("third");
                  return Future.succeededFuture("3");
                }));
    Future<String> tooMany = queue.run(() -> Future.succeededFuture("4"));
    assertThat(((ServiceException) tooMany.cause()).code())
        .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(begun).isEmpty();
    first.complete("1");
    assertThat(begun).containsExactly("second", "third");
    assertThat(all.get(1).failed()).isTrue();
    assertThat(all.get(2).result()).isEqualTo("3");
  }
}
