package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.testkit.LoopTurns;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long deployments of almost 4 MiB keep an event loop from other requests. */
@Tag("faults")
@Timeout(300)
@ExtendWith(RedisServerExtension.class)
final class LargeDeploymentTurnsTest {

  private static final int RESPONSES = 3_600;
  private static final String TEXT = "x".repeat(1_000);
  private static final int DEPLOYMENTS = 20;

  /** A turn that decodes and hashes all takes some 50 milliseconds of a processor. */
  private static final int DEPLOYING_MILLIS_MAX = 25;

  /** A turn that decodes all takes some 30. */
  private static final int READING_MILLIS_MAX = 15;

  private final RedisServer redis;
  private final Replica replica;
  private final ResourceId api = Samples.APIS.member("apiapiapi1");
  private final Vertx vertx;
  private final LoopTurns turns;

  LargeDeploymentTurnsTest(RedisServer redis) {
    this.redis = redis;
    this.replica = RedisReplicas.replica(redis.uri(), 4, RedisReplicas.PATIENT);
    this.vertx = replica.loop().make(own -> own);
    this.turns = new LoopTurns(vertx);
  }

  @Test
  void noTurnOfAnEventLoopIsLong() {
    redis.flushAll();
    store();
    DeployedApis deployed =
        new DeployedApis(
            ApiGatewayTypes.ALL, Samples.ACCOUNT, replica.store(), replica.automaticDeployments());
    ResourceService service = replica.service();
    create(service, Map.of("stageName", "prod"), ApiGatewayTypes.STAGE);
    List<Long> deploying = new ArrayList<>();
    List<Long> reading = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      create(service, Map.of("routeKey", "r" + i), ApiGatewayTypes.ROUTE);
      longestTurnMillis();
      create(service, Map.of("stageName", "prod"), ApiGatewayTypes.DEPLOYMENT);
      deploying.add(longestTurnMillis());
      Optional<ApiSnapshot> read =
          replica.loop().call(() -> deployed.read(api.value(), "prod", Optional.empty()));
      assertThat(read).isPresent();
      reading.add(longestTurnMillis());
    }
    System.out.printf(
        "the longest turn in milliseconds of the processor: of deployments %s, of the gateway %s%n",
        deploying, reading);
    assertThat(median(deploying)).isLessThan(DEPLOYING_MILLIS_MAX);
    assertThat(median(reading)).isLessThan(READING_MILLIS_MAX);
  }

  /** The longest turn since the last call. */
  private long longestTurnMillis() {
    // The turns of the work have been measured when a later timer fires.
    replica.loop().call(() -> vertx.timer(2, TimeUnit.MILLISECONDS));
    return turns.longestMillis();
  }

  /** Of the second half, for at first the code is not compiled. */
  private static long median(List<Long> values) {
    int half = values.size() / 2;
    return values.stream().skip(half).sorted().skip(half / 2).findFirst().orElseThrow();
  }

  private void create(ResourceService service, Map<String, Object> members, ResourceType type) {
    replica.loop().call(() -> service.create(Call.ofTheService(), api.children(type), members));
  }

  private void store() {
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.create(
            new Resource(
                api,
                1,
                Map.of(
                    "protocolType",
                    "WEBSOCKET",
                    "routeSelectionExpression",
                    "$request.body.action"))));
    ResourceId integration = api.children(ApiGatewayTypes.INTEGRATION).member("integr1");
    writes.add(Write.create(new Resource(integration, 1, Map.of("integrationType", "MOCK"))));
    for (int i = 0; i < RESPONSES; i++) {
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
                      "responseTemplates",
                      Map.of("a", TEXT)))));
    }
    replica.commit(Samples.store(writes.toArray(Write[]::new)));
  }
}
